import {expect, test} from "vitest";
import {readKpiSegments, readKpiValue} from "#pipelines/numbers/kpis.ts";
import {
  readContestResults,
  readInnovatingUnits,
  readInnovationKinds,
  readWaitingInnovations
} from "#pipelines/topics/contests.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const may = {month: "2026-05-01", on: "2026-05-20"};
const idea = {
  record_type: "群众性创新",
  innovation_type: "五小",
  unit_code: "U01",
  stage: "申报",
  apply_date: "2026-04-01",
  result_date: null,
  adopted: null
};
const units = [
  {unit_code: "U01", union_level: "二级单位工会", union_set_up: "独立设置"},
  {unit_code: "U02", union_level: "二级单位工会", union_set_up: "独立设置"},
  {unit_code: "U03", union_level: "二级单位工会", union_set_up: "未设置"}
];

const db = await memoryWarehouse({
  units,
  awards: [
    {...idea, item_name: "甲", apply_date: "2026-04-10"},
    {...idea, item_name: "乙"},
    {...idea, item_name: "丙", stage: "获得", adopted: true, result_date: "2026-05-11"},
    {...idea, item_name: "丁", stage: "获得", adopted: true, result_date: "2026-06-01"},
    {...idea, item_name: "戊", stage: "未获得", adopted: false, result_date: "2026-05-31", unit_code: "U09"},
    {...idea, item_name: "己", stage: "获得", adopted: true, innovation_type: null},
    {...idea, item_name: "去年", apply_date: "2025-12-31"},
    {...idea, item_name: "下月", apply_date: "2026-06-01"},
    {...idea, item_name: "没有日期", apply_date: null},
    {...idea, item_name: "校级评选", record_type: "校级评选"}
  ]
});

test("an innovation is adopted, refused or waiting at the month's end, whatever came later", async () => {
  const kinds = await readInnovationKinds(db, may);
  expect(kinds).toEqual([
    {kind: "五小", applied: 5, adopted: 1, refused: 1, waiting: 3, median_days: 50},
    {kind: "未分类", applied: 1, adopted: 1, refused: 0, waiting: 0, median_days: null}
  ]);
});

test("the kinds add up to the KPI and what stands beside it", async () => {
  const sum = (key: "applied" | "adopted" | "refused") => kinds.reduce((total, each) => total + each[key], 0);
  const kinds = await readInnovationKinds(db, may);
  const segments = await readKpiSegments(db, "K43", {month: may.month});
  const beside = (segment: string) => segments.find((each) => each.segment === segment)?.value;
  expect(await readKpiValue(db, "K43", {month: may.month})).toBe(sum("adopted"));
  expect(beside("另列=申报数（项）")).toBe(sum("applied"));
  expect(beside("另列=未采纳（项）")).toBe(sum("refused"));
  expect(beside("待结果（项）=五小")).toBe(3);
});

test("what waits is listed with its days up to the day of judgement, the longest first", async () => {
  const waiting = await readWaitingInnovations(db, may);
  expect(waiting.map(({item_name, days}) => [item_name, days])).toEqual([
    ["丁", 49],
    ["乙", 49],
    ["甲", 40]
  ]);
  expect(await readWaitingInnovations(db, {...may, unit: "U09"})).toEqual([]);
});

test("unions that handed in nothing are there with 0, units that are none only with what they handed in", async () => {
  expect(await readInnovatingUnits(db, may)).toEqual([
    {unit_code: "U01", applied: 5, adopted: 2},
    {unit_code: "U09", applied: 1, adopted: 0},
    {unit_code: "U02", applied: 0, adopted: 0}
  ]);
  expect(await readInnovatingUnits(db, {...may, unit: "U02"})).toEqual([{unit_code: "U02", applied: 0, adopted: 0}]);
});

test("a contest counts people once and its prizes by grade; a result after the month's end still waits", async () => {
  const entry = {
    record_type: "技能比武",
    item_name: "比武",
    level: "校级",
    deliverable_code: "T09-06",
    unit_code: "U01",
    stage: "获得",
    result_grade: "一等奖",
    apply_date: "2026-05-01",
    result_date: "2026-05-31"
  };
  const contests = await memoryWarehouse({
    awards: [
      {...entry, person_id: "P1"},
      {...entry, person_id: "P1", result_grade: "二等奖"},
      {...entry, person_id: "P2", stage: "未获得", result_grade: null},
      {...entry, person_id: "P3", result_date: "2026-06-01"},
      {...entry, person_id: "P4", unit_code: "U02", stage: "参赛", result_grade: null, result_date: null},
      {...entry, person_id: "P5", apply_date: "2025-12-31"},
      {...entry, person_id: "P6", record_type: "校级评选"}
    ]
  });
  const results = await readContestResults(contests, may);
  expect(
    results.map(({people, result_grade, won, lost, waiting}) => [people, result_grade, won, lost, waiting])
  ).toEqual([
    [4, "一等奖", 1, 0, 0],
    [4, "二等奖", 1, 0, 0],
    [4, null, 0, 1, 2]
  ]);
  expect(await readContestResults(contests, {...may, unit: "U02"})).toMatchObject([{people: 1, waiting: 1}]);
});

test("nothing sent gives no rows", async () => {
  const empty = await memoryWarehouse({});
  expect(await readInnovationKinds(empty, may)).toEqual([]);
  expect(await readInnovatingUnits(empty, may)).toEqual([]);
  expect(await readContestResults(empty, may)).toEqual([]);
});
