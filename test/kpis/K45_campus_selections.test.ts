import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("ten winners of one selection are one selection of nine", async () => {
  const winner = {record_type: "校级评选", stage: "获得", result_date: "2026-09-08", deliverable_code: "T10-08"};
  const db = await memoryWarehouse({
    awards: [
      ...Array.from({length: 10}, () => winner),
      {...winner, deliverable_code: "T10-14", item_name: "工会先进个人", result_date: "2026-10-01"},
      {...winner, deliverable_code: "T10-06", stage: "公示"},
      {...winner, deliverable_code: "T10-05"}
    ]
  });
  expect(await kpi(db, "K45", {month: "2026-08"})).toBe(0);
  expect(await kpi(db, "K45", {month: "2026-09"})).toBeCloseTo(100 / 9);
  expect(await kpi(db, "K45", {month: "2026-10"})).toBeCloseTo(200 / 9);
  expect(await kpi(db, "K45", {month: "2026-10", segment: "评选项目=师德模范"})).toBe(100);
  expect(await kpi(db, "K45", {month: "2026-10", segment: "评选项目=优秀教学科研群体"})).toBe(0);
});

test("selections still open are named, those with applicants apart", async () => {
  const applicant = {record_type: "校级评选", stage: "申报", apply_date: "2026-10-12", deliverable_code: "T10-07"};
  const db = await memoryWarehouse({awards: [applicant]});
  const open = (month: string, segment: string) => kpi(db, "K45", {month, segment});
  expect(await open("2026-09", "未申报（项）=十佳文明窗口单位")).toBe(1);
  expect(await open("2026-10", "已申报待评（项）=十佳文明窗口单位")).toBe(1);
  expect(await open("2026-10", "未申报（项）=十佳文明窗口单位")).toBeNull();
  expect(await open("2026-10", "未申报（项）=师德模范")).toBe(1);
});

test("a selection that somebody did not win has had applicants, though their day is missing", async () => {
  const loser = {record_type: "校级评选", stage: "未获得", deliverable_code: "T10-07", apply_date: null};
  const db = await memoryWarehouse({awards: [{...loser, result_date: "2026-10-12"}]});
  const open = (segment: string) => kpi(db, "K45", {month: "2026-10", segment});
  expect(await open("未申报（项）=十佳文明窗口单位")).toBeNull();
  expect(await open("已申报待评（项）=十佳文明窗口单位")).toBe(1);
});
