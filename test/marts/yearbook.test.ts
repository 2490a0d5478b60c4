import {expect, test} from "vitest";
import {logicChecksOf, readYearbook, readYearbookYears, YEARBOOK_SOURCES} from "#pipelines/numbers/yearbook.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {memoryWarehouse, type PartialRow} from "../kpis/memory-warehouse.ts";

const row = (row_code: string, source: string, rest: PartialRow = {}): PartialRow => ({
  ...{stat_year: 2026, row_code, source, logic_check: null, manual_value: null},
  ...rest
});
const day = (start_date: string, rest: PartialRow = {}): PartialRow => ({
  ...{start_date, end_date: start_date, status: "已完成", category: "体育健身", actual_headcount: 10},
  ...rest
});

test("the year runs from 1 October to 30 September, and says which rows it counted", async () => {
  const db = await memoryWarehouse({
    activities: [
      day("2025-09-30"),
      day("2025-10-01", {actual_headcount: 20}),
      day("2026-09-30", {category: "业务培训", actual_headcount: 5}),
      day("2026-10-01"),
      day("2026-05-01", {status: "计划"})
    ],
    yearbook_rows: [
      row("A1", "activities.count"),
      row("A2", "activities.participants"),
      row("A3", "training.count"),
      row("A4", "training.participants")
    ]
  });
  const rows = await readYearbook(db, 2026);
  expect(rows.map(({row_code, value, row_count}) => [row_code, value, row_count])).toEqual([
    ["A1", 2, 2],
    ["A2", 25, 2],
    ["A3", 1, 1],
    ["A4", 5, 1]
  ]);
  expect(rows[0]).toMatchObject({dataset: "activities", first_on: "2025-10-01", last_on: "2026-09-30"});
});

test("what was never sent is no data, what did not happen is 0, and what is typed in stays", async () => {
  const db = await memoryWarehouse({
    activities: [day("2026-03-01")],
    media: [{publish_date: "2026-10-02"}],
    yearbook_rows: [
      row("A1", "training.count"),
      row("A2", "media.count"),
      row("A3", "members.count"),
      row("A4", "manual", {manual_value: 7}),
      row("A5", "manual"),
      row("A6", "停用")
    ]
  });
  expect((await readYearbook(db, 2026)).map(({row_code, value}) => [row_code, value])).toEqual([
    ["A1", 0],
    ["A2", null],
    ["A3", null],
    ["A4", 7],
    ["A5", null]
  ]);
  expect(await readYearbookYears(db)).toEqual([2026]);
});

test("people are those of the roster in force at the end of September", async () => {
  const person = (gender: string, is_union_member: boolean, on_post_status = "在岗") => ({
    ...{gender, is_union_member, on_post_status, is_union_cadre: false, congress_role: []}
  });
  const db = await memoryWarehouse({
    members: [
      {as_of: "2026-03-31", rows: [person("男", true)]},
      {
        as_of: "2026-09-20",
        rows: [person("女", true), person("女", false), person("男", true), person("女", true, "退休")]
      },
      {as_of: "2026-10-20", rows: [person("男", true)]}
    ],
    yearbook_rows: ["members.staff", "members.staff_female", "members.count", "members.female"].map((source, at) =>
      row(`A${at}`, source)
    )
  });
  expect((await readYearbook(db, 2026)).map(({value}) => value)).toEqual([3, 2, 2, 1]);
});

test("the rows of the newest file count, in its order", async () => {
  const db = await memoryWarehouse({
    yearbook_rows: [
      {rows: [row("B2", "manual", {manual_value: 1}), row("B1", "manual", {manual_value: 1})]},
      {rows: [row("B1", "manual", {manual_value: 2})]}
    ]
  });
  expect((await readYearbook(db, 2026)).map(({row_code, value}) => [row_code, value])).toEqual([
    ["B2", 1],
    ["B1", 2]
  ]);
});

test.each<[logic: string, value: number | null, holds: boolean | null, right: number | null]>([
  ["等于 A + B", 5, true, 5],
  ["= A+B", 4, false, 5],
  ["不大于 A", 2, true, 2],
  ["<= A", 3, false, 2],
  ["不小于 B", 3, true, 3],
  ["≥ B", 2, false, 3],
  ["= A + C", 2, null, null],
  ["= D", 2, null, null],
  ["不大于 A", null, null, 2]
])("a row %s with %s", (logic_check, value, holds, right) => {
  const rows = [
    {row_code: "A", value: 2, logic_check: null},
    {row_code: "B", value: 3, logic_check: null},
    {row_code: "C", value: null, logic_check: null},
    {row_code: "X", value, logic_check}
  ];
  const [check] = logicChecksOf(rows);
  expect([check?.left, check?.holds, check?.right]).toEqual([value, holds, right]);
  expect(check?.unknown).toEqual(logic_check === "= D" ? ["D"] : []);
});

test("every source of the contract has its meaning", () => {
  const field = readContracts()
    .get("yearbook_rows")!
    .fields.find(({name}) => name === "source")!;
  expect([...field.constraints!.enum!].sort()).toEqual([...Object.keys(YEARBOOK_SOURCES), "manual", "停用"].sort());
});

test("every source has a value once its dataset is there", async () => {
  const on = {start_date: "2026-03-01", end_date: "2026-03-01", status: "已完成"};
  const db = await memoryWarehouse({
    units: [{rows: [{unit_code: "U01", union_level: "二级单位工会", union_set_up: "独立设置"}]}],
    members: [{rows: [{}]}],
    clubs: [{rows: [{status: "正常"}]}],
    activities: [on],
    meetings: [{held_date: "2026-03-01"}],
    proposals: [{submit_date: "2026-03-01"}],
    awards: [{apply_date: "2026-03-01"}],
    media: [{publish_date: "2026-03-01"}],
    procurement: [{record_date: "2026-03-01"}],
    yearbook_rows: Object.keys(YEARBOOK_SOURCES).map((source, at) => row(`A${at}`, source))
  });
  const without = (await readYearbook(db, 2026)).filter(({value}) => value === null);
  expect(without.map(({source}) => source)).toEqual([]);
});
