import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import type {Notice} from "#pipelines/messages/notice.ts";
import {noticeChangesOn} from "#pipelines/messages/notice-changes.ts";
import type {SupervisedItem} from "#pipelines/messages/state.ts";
import {isWorkday} from "#pipelines/plan/workdays.ts";
import {simulatedYear, yearPlan, yearText} from "./message-year.ts";

const days = simulatedYear();
const ofItem = (code: string) =>
  days.flatMap(({day, messages}) =>
    messages
      .filter(({addressee, body}) => addressee !== null && body.includes(` ${code} `))
      .map(({addressee}) => `${day.slice(5)} ${addressee}`)
  );

test("a whole year tells exactly what the kept file says", () => {
  expect(yearText(days)).toBe(readFileSync(new URL("../fixtures/year-messages.txt", import.meta.url), "utf8"));
});

test("nothing is told, issued or raised on a day without work", () => {
  const free = days.filter(({day}) => !isWorkday(yearPlan, day));
  expect(free).toHaveLength(117);
  expect(free.flatMap(({messages}) => messages)).toEqual([]);
  const touched = days.at(-1)!.state.notices.flatMap(({issued_on, events}) => [issued_on, ...events.map(({on}) => on)]);
  // An answer may come on any day.
  expect(touched.filter((day) => !isWorkday(yearPlan, day))).toEqual([]);
});

test("owner, chair and leader are told one after the other with two workdays between, also over a holiday", () => {
  expect(ofItem("T03-08").slice(0, 3)).toEqual(["02-02 unit-U07", "02-04 chair-U07", "02-06 leader"]);
  // 27 September and 10 October are workdays at weekends; 1 to 7 October are free.
  expect(ofItem("T05-04").filter((line) => line.startsWith("10"))).toEqual([
    "10-12 sports",
    "10-14 chair-U02",
    "10-16 leader",
    "10-23 leader"
  ]);
});

test("nobody is told of an item after its report came in", () => {
  expect(ofItem("T03-08").filter((line) => line > "03-20 ")).toHaveLength(1);
  expect(ofItem("T03-08").at(-1)).toBe("03-20 leader");
  expect(ofItem("T01-01").filter((line) => line > "03-12 ")).toEqual([]);
});

test("everybody gets at most one message a day, and its id is the day's and theirs", () => {
  const all = days.flatMap(({messages}) => messages);
  expect(new Set(all.map(({on_day, addressee, channel}) => `${on_day} ${channel} ${addressee}`)).size).toBe(all.length);
  expect(new Set(all.map(({message_id}) => message_id)).size).toBe(all.length);
});

test("a group reads codes and units only: no name of a deliverable, an account or a leader", () => {
  const groups = days.flatMap(({messages}) => messages).filter(({addressee}) => addressee === null);
  expect(groups.length).toBeGreaterThan(20);
  for (const {body} of groups) expect(body).not.toMatch(/慰问|学习教育|运动会|建设|unit-|chair|leader|副主席|元/);
});

test("numbers of notices run through the year without a gap", () => {
  const {notices} = days.at(-1)!.state;
  expect(notices.map(({number}) => number)).toEqual(notices.map((_, at) => at + 1));
});

test("a notice about a late look-back goes on until somebody looked, although the work is closed", () => {
  const item: SupervisedItem = {
    ...{code: "T01-01", name: "学习教育", status: "办结", level: "黄", due_on: "2026-03-31"},
    ...{rules: ["办结后应于 2026-09-01 回头看，已过 6 天（黄）"], lead_unit: "U01", unit_name: null},
    ...{account: null, leader: null, report: null}
  };
  const notice: Notice = {
    ...{notice_id: 1, year: 2026, number: 1, deliverable_code: "T01-01", level: "黄", rules: item.rules},
    ...{due_on: item.due_on, opinion: null, issued_on: "2026-09-07", issued_at: "2026-09-07T01:00:00.000Z"},
    ...{issued_by: null, events: []}
  };
  const on = (items: SupervisedItem[]) =>
    noticeChangesOn("2026-09-14", {
      ...{plan: yearPlan, items, notices: [notice], addressees: [], hasMail: false, robots: []},
      ...{site: "", toldToday: []}
    });
  expect(on([item])).toEqual({issued: [], events: []});
  expect(on([{...item, level: null, rules: []}]).events.map(({event}) => event)).toMatchObject([
    {kind: "ended", reason: "已办结"}
  ]);
});
