import {expect, test} from "vitest";
import {readKpiValue} from "#pipelines/numbers/kpis.ts";
import {readHigherHonours, readHonourLevels, readSelections, readStudioProjects} from "#pipelines/topics/honours.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const may = {month: "2026-05-01", on: "2026-05-20"};
const honour = {
  record_type: "上级荣誉",
  item_name: "甲奖章",
  level: "市级",
  subject_type: "个人",
  person_id: "P1",
  unit_code: "U01",
  deliverable_code: "T10-03",
  stage: "获得",
  is_new_this_year: true,
  apply_date: "2026-03-18",
  result_date: "2026-05-31"
};

const db = await memoryWarehouse({
  awards: [
    honour,
    {...honour, item_name: "乙奖章", level: "国家级", person_id: "P2", stage: "未获得", result_date: "2026-04-28"},
    {...honour, item_name: "丙奖章", level: "省部级", person_id: "P3", result_date: "2026-06-01"},
    {...honour, item_name: "丁先锋号", level: "省部级", subject_type: "集体", person_id: null, unit_code: "U02"},
    {...honour, item_name: "去年的", apply_date: "2025-12-31", result_date: "2026-02-01"},
    {...honour, item_name: "没有申报日", apply_date: null, result_date: "2026-01-15", person_id: "P1"},
    {
      ...honour,
      record_type: "校级评选",
      level: "校级",
      item_name: "师德模范",
      deliverable_code: "T10-08",
      person_id: "P5"
    },
    {...honour, record_type: "校级评选", level: "校级", deliverable_code: "T10-08", person_id: "P6", stage: "未获得"},
    {
      ...honour,
      record_type: "校级评选",
      level: "校级",
      deliverable_code: "T10-12",
      person_id: "P7",
      stage: "申报",
      result_date: null
    },
    {...honour, record_type: "劳模工作室项目", item_name: "项目", person_id: null, stage: "推荐", result_date: null}
  ]
});

test("the ladder keeps persons and groups apart, and what comes after the month's end is still open", async () => {
  expect(await readHonourLevels(db, may)).toEqual([
    {level: "国家级", subject: "个人", recommended: 0, won: 0, refused: 1},
    {level: "省部级", subject: "个人", recommended: 1, won: 0, refused: 0},
    {level: "省部级", subject: "集体", recommended: 0, won: 1, refused: 0},
    {level: "市级", subject: "个人", recommended: 0, won: 2, refused: 0},
    {level: "校级", subject: "个人", recommended: 1, won: 1, refused: 1}
  ]);
});

test("an honour still open comes first, with its days up to the day of judgement and without its later result", async () => {
  const [open, ...rest] = await readHigherHonours(db, may);
  expect(open).toMatchObject({item_name: "丙奖章", state: "推荐中", days_open: 63, result_on: null, records: 1});
  expect(rest.map(({item_name, state}) => [item_name, state])).toEqual([
    ["丁先锋号", "获得"],
    ["没有申报日", "获得"],
    ["甲奖章", "获得"],
    ["乙奖章", "未获得"]
  ]);
});

test("of a unit only what it won is told", async () => {
  expect(await readHonourLevels(db, {...may, unit: "U01"})).toEqual([
    {level: "市级", subject: "个人", recommended: 0, won: 2, refused: 0},
    {level: "校级", subject: "个人", recommended: 0, won: 1, refused: 0}
  ]);
  const own = await readHigherHonours(db, {...may, unit: "U01"});
  expect(own.map(({item_name}) => item_name)).toEqual(["没有申报日", "甲奖章"]);
});

test("a person honoured twice is two honours of the ladder and one new model worker", async () => {
  expect(await readKpiValue(db, "K44", {month: may.month})).toBe(1);
  const persons = (await readHonourLevels(db, may)).find(({level}) => level === "市级");
  expect(persons?.won).toBe(2);
});

test("a selection counts its applications and those honoured by the month's end", async () => {
  expect(await readSelections(db, may)).toEqual([
    {
      deliverable_code: "T10-08",
      subject: "人",
      applied: 2,
      won: 1,
      first_applied_on: "2026-03-18",
      result_on: "2026-05-31"
    },
    {
      deliverable_code: "T10-12",
      subject: "人",
      applied: 1,
      won: 0,
      first_applied_on: "2026-03-18",
      result_on: null
    }
  ]);
});

test("a studio's project stands by itself, and nothing sent gives no rows", async () => {
  expect(await readStudioProjects(db, may)).toMatchObject([{item_name: "项目", state: "推荐中", result_on: null}]);
  const empty = await memoryWarehouse({});
  expect(await readHonourLevels(empty, may)).toEqual([]);
  expect(await readHigherHonours(empty, may)).toEqual([]);
  expect(await readSelections(empty, may)).toEqual([]);
});
