import ICAL from "ical.js";
import {expect, test} from "vitest";
import {calendarEventsOf} from "#app/features/plan/calendar-events.server.ts";
import {type CalendarDeliverable, type CalendarRows, selectedRows} from "#app/features/plan/calendar-rows.server.ts";
import {calendarText} from "#app/features/plan/calendar-text.server.ts";

const TRAINING: CalendarDeliverable = {
  code: "T05-04",
  task: "T05",
  task_title: "提高代表履职能力",
  name: "举办教职工代表、工会干部和提案工作委员会委员的专题培训，全面提高代表的履职能力和参政议政水平；逗号,分号;反斜杠\\",
  account: "unit-U01",
  units: ["U01", "U02"],
  lead_unit_name: "第一学院",
  start_on: "2026-03-12",
  due_on: "2026-12-31",
  original_due_on: "2026-11-30",
  is_milestone: false,
  is_adjusted: false,
  moves: 2
};
const RARE = {
  ...TRAINING,
  code: "T01-01",
  task: "T01",
  name: `${"𠮷".repeat(40)}会`,
  account: null,
  units: [],
  moves: 0
};
const ROWS: CalendarRows = {
  deliverables: [
    TRAINING,
    RARE,
    {...TRAINING, code: "T05-05", name: "取消的事项", is_adjusted: true, is_milestone: true}
  ],
  activities: [
    {
      id: "A1",
      name: "春季运动会",
      unit: "U02",
      unit_name: "第二学院",
      started_on: "2026-04-30",
      ended_on: "2026-05-02",
      deliverables: ["T05-04"],
      is_cancelled: false
    }
  ]
};

const textOf = (rows = ROWS) =>
  calendarText(calendarEventsOf(2026, rows), {
    name: "工会年度计划（全校）",
    site: "http://127.0.0.1:3000",
    stamp: "2026-11-15T04:00:00.000Z"
  });

/** As a calendar program of another author reads it. */
function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((each) => {
    const value = (name: string) => String(each.getFirstPropertyValue(name));
    return {
      uid: value("uid"),
      summary: value("summary"),
      start: value("dtstart"),
      end: value("dtend"),
      sequence: value("sequence"),
      status: value("status")
    };
  });
}

test("a due day is a whole day whose end is the day after, and moves on under the same identity", () => {
  const [due, , adjusted, activity] = eventsIn(textOf());
  expect(due).toEqual({
    uid: "2026-T05-04-due@union-annual-plan",
    summary: `到期：${TRAINING.name}`,
    start: "2026-12-31",
    end: "2027-01-01",
    sequence: "2",
    status: "CONFIRMED"
  });
  const [moved] = eventsIn(textOf({...ROWS, deliverables: [{...TRAINING, due_on: "2027-01-15", moves: 3}]}));
  expect([moved?.uid, moved?.start, moved?.sequence]).toEqual([due?.uid, "2027-01-15", "3"]);
  expect([adjusted?.status, adjusted?.sequence, adjusted?.summary]).toEqual(["CANCELLED", "3", "已调整：取消的事项"]);
  expect([activity?.start, activity?.end]).toEqual(["2026-04-30", "2026-05-03"]);
});

test("lines end with CRLF and have at most 75 octets, and no hanzi is cut", () => {
  const text = textOf();
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const lines = text.split("\r\n");
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.filter((line) => line.startsWith(" ")).length).toBeGreaterThan(3);
  // A cut surrogate pair would become U+FFFD in UTF-8.
  expect(Buffer.from(text).toString("utf8")).toBe(text);
  expect(text).not.toContain("\uFFFD");
  expect(eventsIn(text)[1]?.summary).toBe(`到期：${RARE.name}`);
});

test("programs are told how often to ask, and get no account's name", () => {
  const text = textOf();
  expect(text).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n");
  expect(text).toContain("X-PUBLISHED-TTL:PT6H\r\n");
  expect(text).not.toContain("unit-U01");
});

test("a selection is the account's, its unit's or everything, of one task or all", () => {
  const chosen = (
    scope: "own" | "unit" | "all",
    task = "",
    account = {name: "unit-U01", unit_code: "U01" as string | null}
  ) => {
    const {deliverables, activities} = selectedRows(ROWS, {scope, task}, account);
    return [...deliverables.map(({code}) => code), ...activities.map(({id}) => id)];
  };
  expect(chosen("all")).toEqual(["T05-04", "T01-01", "T05-05", "A1"]);
  expect(chosen("all", "T05")).toEqual(["T05-04", "T05-05", "A1"]);
  expect(chosen("own")).toEqual(["T05-04", "T05-05"]);
  expect(chosen("unit", "", {name: "unit-U02", unit_code: "U02"})).toEqual(["T05-04", "T05-05", "A1"]);
  expect(chosen("unit", "", {name: "office", unit_code: null})).toEqual([]);
});
