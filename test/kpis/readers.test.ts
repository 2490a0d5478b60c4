import {expect, test} from "vitest";
import {readKpiCube, readKpis, readKpiSegments, readKpiSeries, readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {memoryWarehouse} from "./memory-warehouse.ts";

const db = await memoryWarehouse({
  members: [
    {as_of: "2026-11-30", rows: [{person_id: "P1", unit_code: "U01"}]},
    {
      as_of: "2026-12-31",
      rows: [
        {person_id: "P1", unit_code: "U01"},
        {person_id: "P2", unit_code: "U02", is_union_member: false},
        {person_id: "P3", unit_code: "U02"},
        {person_id: "P4", unit_code: "U02", is_union_member: false}
      ]
    }
  ]
});

test("the union's rate is its units' numerators over their denominators", async () => {
  expect(await readKpiSeries(db, "K47")).toEqual([
    {month: "2026-11-01", value: 100, numerator: 1, denominator: 1},
    {month: "2026-12-01", value: 50, numerator: 2, denominator: 4}
  ]);
  expect(await readKpiUnits(db, "K47", {month: "2026-12-01"})).toEqual([
    {unit_code: "U01", value: 100, numerator: 1, denominator: 1},
    {unit_code: "U02", value: 100 / 3, numerator: 1, denominator: 3}
  ]);
});

test("all headlines of a month come in one answer, and a KPI without data is not among them", async () => {
  const answer = await readKpis(db, {month: "2026-12-01"});
  expect(answer.map(({code, value}) => [code, value])).toEqual([
    ["K47", 50],
    ["K48", 0]
  ]);
});

test("the whole of a KPI has a row for the union beside each unit's", async () => {
  const cells = await readKpiCube(db, "K47");
  expect(cells.filter(({month, segment}) => month === "2026-12-01" && segment === null)).toEqual([
    {unit_code: null, month: "2026-12-01", segment: null, value: 50, numerator: 2, denominator: 4},
    {unit_code: "U01", month: "2026-12-01", segment: null, value: 100, numerator: 1, denominator: 1},
    {unit_code: "U02", month: "2026-12-01", segment: null, value: 100 / 3, numerator: 1, denominator: 3}
  ]);
});

/** A rate whose denominators are all 0, once with something above them: nothing over nothing, and all of nothing. */
const emptySums = await memoryWarehouse({
  units: [{unit_code: "U01"}],
  activities: [
    {organizer_unit_code: "U01", actual_headcount: 5},
    {organizer_unit_code: "U02", actual_headcount: 0}
  ].map((row) => ({
    ...row,
    category: "子女托管",
    deliverable_codes: "T06-07",
    status: "已完成",
    start_date: "2026-07-06",
    end_date: "2026-07-31",
    registered_count: 0
  }))
});

test("an empty denominator gives no value in any answer, and its sums stay visible", async () => {
  const july = {month: "2026-07-01"};
  const union = {value: null, numerator: 5, denominator: 0};
  const units = [
    {unit_code: "U01", ...union},
    {unit_code: "U02", value: null, numerator: 0, denominator: 0}
  ];
  expect((await readKpiSeries(emptySums, "K31"))[0]).toEqual({...july, ...union});
  expect(await readKpiUnits(emptySums, "K31", july)).toEqual(units);
  expect((await readKpis(emptySums, july)).find(({code}) => code === "K31")).toEqual({code: "K31", ...union});
  const cells = (await readKpiCube(emptySums, "K31")).filter(({month}) => month === july.month);
  expect(cells.map(({unit_code, value}) => [unit_code, value])).toEqual([
    [null, null],
    ["U01", null],
    ["U02", null]
  ]);
});

test("a part with an empty denominator has no value either", async () => {
  const voucher = {form: "提货券", face_value_yuan: 0, issued_date: "2026-01-10", redeemed_date: "2026-02-01"};
  const db = await memoryWarehouse({
    welfare: [
      {...voucher, occasion: "春节", redeemed_amount_yuan: 5},
      {...voucher, occasion: "元旦", redeemed_amount_yuan: 0}
    ]
  });
  const parts = await readKpiSegments(db, "K18", {month: "2026-06-01"});
  expect(parts.filter(({segment}) => segment.startsWith("事由="))).toEqual([
    {segment: "事由=元旦", value: null, numerator: 0, denominator: 0},
    {segment: "事由=春节", value: null, numerator: 5, denominator: 0}
  ]);
});
