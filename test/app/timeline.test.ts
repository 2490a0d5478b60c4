import {createElement} from "react";
import {renderToStaticMarkup} from "react-dom/server";
import {afterAll, beforeAll, beforeEach, expect, test} from "vitest";
import {planBarOf} from "#app/features/plan/plan-bar.server.ts";
import {TimelineBar} from "#app/features/plan/timeline-bar.tsx";
import {readTimeline} from "#app/features/plan/timeline.server.ts";
import type {Access} from "#app/server/access.server.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {basicStore, sendAccepted} from "../pipelines/store.ts";
import {accountOf} from "../signed-in.ts";

const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
const HEAD = "年度,承诺编号,牵头单位编码,协办单位编码,完成期限,衡量依据,进度方式,理由";
let store: Store;

beforeAll(() => {
  process.env.UNION_PLAN_TODAY = "2026-11-15";
});

afterAll(() => {
  delete process.env.UNION_PLAN_TODAY;
});

beforeEach(async () => {
  store = await basicStore();
  held.unionPlanStore = store;
  delete held.unionPlanHub;
  const rows = ["2026,T02-03,U01,,2026-06-30,report,按期限,议定", "2026,T05-04,U02,U01,2026-12-20,report,,议定"];
  await sendAccepted(store, "assignments", `${HEAD}\n${rows.join("\n")}\n`);
  await sendAccepted(store, "assignments", "年度,承诺编号,完成期限,理由\n2026,T02-03,2026-09-30,改期\n");
  await rebuildWarehouse(store.dir, store.ledger, {now: "2026-11-15T04:00:00.000Z"});
});

async function timeline(search: string, unit?: string) {
  const account = await store.ledger.transaction((tx) => accountOf(tx, unit ? "unit" : "office", unit));
  const access: Access = {
    request: new Request(`http://127.0.0.1:3000/plan/timeline?${search}`),
    visitor: {account, role: account.role, unit: account.unit_code},
    unit: new URLSearchParams(search).get("unit") ?? undefined
  };
  return readTimeline(access);
}

async function shown(search: string): Promise<{code: string; status: string}[]> {
  const {programmes} = await timeline(search);
  return programmes.flatMap(({tasks}) => tasks.flatMap(({deliverables}) => deliverables));
}

const codesOf = (rows: {code: string}[]) => rows.map(({code}) => code);

test("a unit's timeline has what it leads and what it supports", async () => {
  expect(await shown("")).toHaveLength(110);
  expect(codesOf(await shown("unit=U01"))).toEqual(["T02-03", "T05-04"]);
  expect(codesOf(await shown("unit=U02"))).toEqual(["T05-04"]);
  await expect(timeline("unit=U99")).rejects.toMatchObject({status: 404});
});

test("the states chosen one by one are all deliverables, and each shows its own alone", async () => {
  const whole = await shown("");
  const states = [...new Set(whole.map(({status}) => status))];
  for (const status of states)
    expect(codesOf(await shown(`status=${encodeURIComponent(status)}`))).toEqual(
      codesOf(whole.filter((row) => row.status === status))
    );
  expect(codesOf(await shown("unit=U01&status=逾期"))).toEqual(["T02-03"]);
  expect((await timeline("unit=U01&status=逾期")).title).toBe("到 11 月 15 日，1 项中 1 项逾期");
});

test("a programme shows its own tasks, and with a unit only that unit's", async () => {
  const {programmes} = await timeline("programme=P1");
  expect(programmes.filter(({tasks}) => tasks.length > 0).map(({code}) => code)).toEqual(["P1"]);
  expect(codesOf(await shown("programme=P1&unit=U01"))).toEqual(["T02-03"]);
});

test("what was put off has its first day as a ghost, beside the milestone and today", async () => {
  const {programmes, today} = await timeline("unit=U01&open=all");
  const row = programmes.flatMap(({tasks}) => tasks.flatMap(({deliverables}) => deliverables))[0]!;
  expect([row.original_due_on, row.due_on]).toEqual(["2026-06-30", "2026-09-30"]);
  const {bar, status} = row;
  expect([bar.original?.width, bar.plan?.width].every((width) => width! > 0)).toBe(true);
  expect(bar.originalDue).toBeLessThan(bar.due!);
  const svg = renderToStaticMarkup(createElement(TimelineBar, {bar, status, today}));
  expect(svg.match(/<path /g)).toHaveLength(2);
  expect(svg.match(/<rect /g)).toHaveLength(2);
  expect(svg).toContain(`<line x1="${today}%"`);
});

test("a stated period is hatched from its first day to its last", () => {
  const days = {start_on: "2026-01-01", due_on: "2026-12-31", original_due_on: "2026-12-31", progress: 40};
  const bar = planBarOf(2026, {...days, isMilestone: false, stated: ["2026-07-01", "2026-12-31"]});
  const svg = renderToStaticMarkup(createElement(TimelineBar, {bar, status: "正常", today: undefined}));
  expect(svg).toContain('<rect x="49.59%" width="50.41%" y="0" height="24" fill="url(#stated-period)"');
  expect(svg).not.toContain("<line");
  expect(svg.match(/<rect /g)).toHaveLength(3);
});
