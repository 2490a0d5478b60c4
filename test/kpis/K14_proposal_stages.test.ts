import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const complete = {
  review_result: "立案",
  lead_unit_code: "U01",
  submit_date: "2025-11-20",
  review_date: "2025-12-02",
  assign_date: "2025-12-10",
  supervise_date: "2026-02-01",
  feedback_date: "2026-03-01",
  close_date: "2026-03-05"
};

test("every closed proposal is asked for its five days, whatever its review said and whenever it was closed", async () => {
  const db = await memoryWarehouse({
    proposals: [
      complete,
      {...complete, supervise_date: null},
      {...complete, review_result: "转意见建议"},
      {...complete, close_date: "2025-12-30", feedback_date: "2025-12-29", supervise_date: "2025-12-20"},
      {...complete, close_date: null}
    ]
  });
  expect(await kpi(db, "K14", {month: "2026-02"})).toBe(100);
  expect(await kpi(db, "K14", {month: "2026-03"})).toBe(75);
});

test("a stage reached after the month's end is still missing at it", async () => {
  const db = await memoryWarehouse({proposals: [{...complete, feedback_date: "2026-04-02"}]});
  expect(await kpi(db, "K14", {month: "2026-03"})).toBe(0);
  expect(await kpi(db, "K14", {month: "2026-04"})).toBe(100);
});

test("the office may name other stages", async () => {
  const db = await memoryWarehouse(
    {proposals: [{...complete, supervise_date: null, consult_date: "2026-01-15"}]},
    {parameters: {proposal_stages: "submit_date;review_date;assign_date;consult_date;feedback_date"}}
  );
  expect(await kpi(db, "K14", {month: "2026-03"})).toBe(100);
});

test("what a proposal lacks stands beside, by stage, until its day is given", async () => {
  const lacking = {...complete, supervise_date: null};
  const db = await memoryWarehouse({
    proposals: [
      complete,
      lacking,
      {...lacking, feedback_date: "2026-04-02"},
      {...lacking, lead_unit_code: "U02", feedback_date: null, close_date: "2026-04-20"}
    ]
  });
  const beside = (month: string, segment: string, unit?: string) => kpi(db, "K14", {month, segment, unit});
  expect(await beside("2026-03", "另列=环节不全（件）")).toBe(2);
  expect(await beside("2026-03", "缺日期（件次）=督办")).toBe(2);
  expect(await beside("2026-03", "缺日期（件次）=反馈")).toBe(1);
  expect(await beside("2026-04", "另列=环节不全（件）")).toBe(3);
  expect(await beside("2026-04", "缺日期（件次）=反馈")).toBe(1);
  expect(await beside("2026-04", "另列=环节不全（件）", "U02")).toBe(1);
  expect(await beside("2026-04", "缺日期（件次）=交办")).toBeNull();
});
