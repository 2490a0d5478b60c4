import {expect, test, vi} from "vitest";
import {
  readKpiCube,
  readKpiParts,
  readKpis,
  readKpiSegments,
  readKpiSeries,
  readKpiUnits
} from "#pipelines/numbers/kpis.ts";
import {readTellableValues, standInOf} from "#pipelines/numbers/last-shown.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
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

test("KPIs that are asked for at once share one query, and each gets its own answer", async () => {
  const alone = [await readKpiSeries(db, "K47"), await readKpiSeries(db, "K48"), await readKpiSeries(db, "K01")];
  const reads = vi.spyOn(db, "runAndReadAll");
  const together = await Promise.all(["K47", "K48", "K47", "K01"].map((code) => readKpiSeries(db, code)));
  expect(reads).toHaveBeenCalledTimes(1);
  reads.mockRestore();
  expect(together).toEqual([alone[0], alone[1], alone[0], []]);
  expect(alone[0]).not.toEqual(alone[1]);
});

test("who asks the same at once gets rows of his own", async () => {
  const codes = query({code: text}, "select distinct code from kpis.series order by code");
  const [first, second] = await Promise.all([codes.rows(db), codes.rows(db)]);
  const count = second.length;
  first.pop();
  expect(second).toHaveLength(count);
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
  const cells = (await readKpiCube(emptySums, "K31")).filter(
    ({month, segment}) => month === july.month && segment === null
  );
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

test("parts of KPIs are summed over their segments before they are divided, all in one answer", async () => {
  const meeting = {held_date: "2026-03-10", unit_code: "U01"};
  const meetings = await memoryWarehouse({
    meetings: [
      {...meeting, meeting_type: "校工会常委会", first_topic_done: "是"},
      {...meeting, meeting_type: "二级单位工会主席会", first_topic_done: "否"},
      {...meeting, meeting_type: "二级单位工会主席会", first_topic_done: "否"},
      {...meeting, meeting_type: "二级单位工会主席会", first_topic_done: "是"}
    ]
  });
  const [office, units] = ["会议类型=校工会常委会", "会议类型=二级单位工会主席会"] as const;
  const parts = [
    {key: "office", code: "K01", segments: [office]},
    {key: "both", code: "K01", segments: [office, units]},
    {key: "none", code: "K01", segments: ["会议类型=没有的会"]}
  ];
  expect(await readKpiParts(meetings, parts, "2026-03-01")).toEqual(
    new Map([
      ["office", 100],
      ["both", 50]
    ])
  );
});

test("a rate that should stand all year stands at its newest value, holidays left out", async () => {
  const app = {system_name: "矿大教工e家"};
  const month = (stat_month: string, active_users: number) => ({...app, stat_month, active_users});
  const digital = await memoryWarehouse({
    members: [{as_of: "2026-01-01", rows: Array.from({length: 4}, (_, at) => ({person_id: `P${at}`}))}],
    digital: [month("2026-06", 2), month("2026-07", 1)]
  });
  const at = async (of: string, options = {}) => (await readTellableValues(digital, of, options)).get("K50");
  expect([(await at("2026-06-01"))?.value, (await at("2026-07-01"))?.value, await at("2026-08-01")]).toEqual([
    50,
    25,
    undefined
  ]);
  expect(await at("2026-08-01", {newest: ["K50"]})).toEqual({month: "2026-07-01", value: 25});
  const june = {month: "2026-06-01", value: 50};
  expect(await at("2026-08-01", {newest: ["K50"], skipped: ["K50 7", "K50 8"]})).toEqual(june);
  const series = await readKpiSeries(digital, "K50");
  const shownFor = (month: string, isOfUnit = false) => standInOf(readPlan(2026)!, "K50", series, {month, isOfUnit});
  expect([shownFor("2026-08-01"), shownFor("2026-06-01"), shownFor("2026-08-01", true)]).toEqual([
    june,
    undefined,
    undefined
  ]);
  expect(standInOf(readPlan(2026)!, "K23", series, {month: "2026-08-01", isOfUnit: false})).toBeUndefined();
});
