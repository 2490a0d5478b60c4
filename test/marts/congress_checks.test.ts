import {expect, test} from "vitest";
import {checkWords, readCongressChecks} from "#pipelines/numbers/congress.ts";
import {memoryWarehouse, type PartialRow} from "../kpis/memory-warehouse.ts";

const UNIT = {union_level: "二级单位工会", union_set_up: "独立设置", congress_required: true};
const units = [
  {rows: ["U01", "U02", "U03", "U04"].map((unit_code) => ({...UNIT, unit_code, last_election_date: null}))}
];
const held = (unit_code: string, held_date: string, rest: PartialRow = {}): PartialRow => ({
  ...{meeting_type: "二级教代会", unit_code, held_date, due_count: 30, present_count: 30},
  ...rest
});

async function checked(sent: Parameters<typeof memoryWarehouse>[0], rule: string, month = "2026-10-01") {
  const checks = await readCongressChecks(await memoryWarehouse(sent), month);
  return checks.filter((check) => check.rule === rule);
}

test("two thirds present are enough, one person less is not, and of two meetings the worse one counts", async () => {
  const found = await checked(
    {
      units,
      meetings: [
        held("U01", "2026-03-10", {present_count: 20}),
        held("U02", "2026-03-10", {present_count: 19}),
        held("U03", "2026-03-10"),
        held("U03", "2026-06-10", {present_count: 10}),
        held("U04", "2026-03-10"),
        held("U04", "2026-06-10", {present_count: null}),
        held("U01", "2026-11-10", {present_count: 1})
      ]
    },
    "quorum"
  );
  const ofUnits = found.filter(({scope}) => scope === "单位");
  expect(ofUnits.map(({unit_code, outcome, numerator}) => [unit_code, outcome, numerator])).toEqual([
    ["U01", "符合", 20],
    ["U02", "不符合", 19],
    ["U03", "不符合", 10],
    ["U04", "缺数据", 30]
  ]);
  expect(checkWords(ofUnits[1]!)).toBe("2026-03-10 应到 30 人，实到 19 人，占 63.3 %");
});

test("only a school year that is over and covered by the data can have been missed", async () => {
  const first = held("U01", "2026-05-20");
  const outcomes = async (rows: PartialRow[], month: string) =>
    (await checked({units, meetings: [first, ...rows]}, "yearly", month))
      .filter(({unit_code}) => unit_code === "U01" || unit_code === "U02")
      .map(({outcome}) => outcome);
  expect(await outcomes([], "2026-10-01")).toEqual(["符合", "缺数据"]);
  const earlier = held("U03", "2025-08-30");
  expect(await outcomes([earlier], "2026-10-01")).toEqual(["符合", "不符合"]);
  expect(await outcomes([earlier], "2026-07-01")).toEqual(["缺数据", "缺数据"]);
});

test("sixty percent of the delegates on post are teachers, unless some have no category", async () => {
  const delegate = (staff_category: string | null, rest: PartialRow = {}): PartialRow => ({
    ...{staff_category, on_post_status: "在岗", congress_role: ["教代会代表"]},
    ...rest
  });
  const people = (teachers: number, others: (string | null)[]) => [
    ...Array.from({length: teachers}, () => delegate("专任教师")),
    ...others.map((category) => delegate(category)),
    delegate("管理人员", {on_post_status: "退休"}),
    delegate("管理人员", {congress_role: ["工代会代表"]})
  ];
  const outcome = async (teachers: number, others: (string | null)[]) =>
    (await checked({members: people(teachers, others)}, "teachers")).map(({outcome, numerator, denominator}) => [
      ...[outcome, numerator, denominator]
    ]);
  expect(await outcome(3, ["管理人员", "管理人员"])).toEqual([["符合", 3, 5]]);
  expect(await outcome(2, ["管理人员", "管理人员"])).toEqual([["不符合", 2, 4]]);
  expect(await outcome(2, ["管理人员", null])).toEqual([["缺数据", 2, 4]]);
  expect((await checked({units}, "teachers")).map(({outcome}) => outcome)).toEqual(["缺数据"]);
});

test("a committee serves five years at most", async () => {
  const elected = ["2021-10-31", "2021-10-30", null].map((last_election_date, index) => ({
    ...UNIT,
    unit_code: `U0${index + 1}`,
    last_election_date
  }));
  const found = await checked({units: [{rows: elected}]}, "term");
  expect(found.map(({outcome, numerator}) => [outcome, numerator])).toEqual([
    ["符合", 5],
    ["不符合", 5],
    ["缺数据", null]
  ]);
});

test("a vote is never judged, because no record has one", async () => {
  const [vote] = await checked({units, meetings: [held("U01", "2026-03-10")]}, "majority");
  expect([vote!.outcome, checkWords(vote!)]).toEqual(["缺数据", "会议台账没有表决票数，请在会议材料中核对"]);
});
