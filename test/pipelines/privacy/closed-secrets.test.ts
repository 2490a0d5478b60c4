import {expect, test} from "vitest";
import {keepMonth, type KeptMonth} from "#pipelines/closings/kept-month.ts";
import {putClosedMonths} from "#pipelines/closings/put-closed-months.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {memoryWarehouse} from "../../kpis/memory-warehouse.ts";
import {rows} from "../../rows.ts";
import {temporaryFolder} from "../store.ts";

interface Cell {
  month: string;
  unit_code?: string;
  numerator: number | null;
  denominator?: number;
}

const SEPTEMBER = "2026-09-01";

const seriesRow = ({month, unit_code, numerator, denominator}: Cell) => ({
  code: "K35",
  unit_code: unit_code ?? null,
  month,
  segment: null,
  numerator,
  denominator: denominator ?? 40,
  is_in_total: unit_code === undefined,
  is_hidden: numerator === null,
  hidden_until: null,
  kpi_unit: "%"
});

/** Puts September as it was kept into a build in which K35 is computed otherwise; `truth` is before anything is hidden. */
async function put({kept, computed, truth}: {kept: Cell[]; computed: Cell[]; truth: Cell[]}) {
  const dir = dataDirAt(temporaryFolder());
  const month: KeptMonth = {
    version: 1,
    month: "2026-09",
    tables: {"kpis.series": kept.map(seriesRow), "marts.units": [], "marts.contradictions": []},
    numbers: {kpis: [], reach: [], tasks: []}
  };
  const db = await memoryWarehouse({});
  await db.run("create or replace table marts.contradictions (month date)");
  for (const [table, cells] of [
    ["kpis.series", computed],
    ["people.sensitive_series", truth]
  ] as const) {
    await db.run(`delete from ${table}`);
    for (const {month: of, unit_code, numerator, denominator} of cells)
      await db.run(
        `insert into ${table} (code, unit_code, month, numerator, denominator, is_in_total)
        values ('K35', $unit, $of::date, $numerator::double, $denominator::double, $unit is null)`,
        {unit: unit_code ?? null, of, numerator, denominator: denominator ?? 40}
      );
  }
  const closing = {
    closing_id: 1,
    month: "2026-09",
    reason: null,
    closed_by: null,
    closed_at: "2026-10-09T02:00:00.000Z"
  };
  await putClosedMonths(db, dir, {catalog: "memory", closings: [{...closing, ...keepMonth(dir, month)}]});
  return {
    corrections: await rows(db, "select unit_code, numerator from kpis.corrections where code = 'K35' order by all"),
    later: await rows(
      db,
      "select unit_code, numerator, is_hidden from kpis.series where code = 'K35' and month > '2026-09-01' order by all"
    )
  };
}

const headline = (numerator: number, month = SEPTEMBER): Cell => ({month, numerator});
const own = (unit_code: string, numerator: number, month = SEPTEMBER): Cell => ({month, unit_code, numerator});

test("a headline that differs by one or two has no correction, by three it has", async () => {
  for (const [now, count] of [
    [21, 0],
    [22, 0],
    [23, 1],
    [18, 0],
    [17, 1]
  ] as const) {
    const {corrections} = await put({kept: [headline(20)], computed: [headline(now)], truth: []});
    expect(corrections).toHaveLength(count);
  }
});

test("units of a sensitive KPI have no correction, however large", async () => {
  const {corrections} = await put({
    kept: [headline(20), own("U01", 9)],
    computed: [headline(30), own("U01", 19)],
    truth: [own("U01", 19), own("U02", 11)]
  });
  expect(corrections).toEqual([{unit_code: null, numerator: 30}]);
});

test("where a published unit is different now, later months do not show units, or their growth would tell it", async () => {
  const december = "2026-12-01";
  const cells = {
    kept: [headline(20), own("U01", 9), own("U02", 11)],
    computed: [headline(21), headline(25, december), own("U01", 13, december), own("U02", 12, december)]
  };
  const moved = await put({...cells, truth: [own("U01", 10), own("U02", 11)]});
  expect(moved.later).toEqual([
    {unit_code: "U01", numerator: null, is_hidden: true},
    {unit_code: "U02", numerator: null, is_hidden: true},
    {unit_code: null, numerator: 25, is_hidden: false}
  ]);
  const same = await put({...cells, truth: [own("U01", 9), own("U02", 11)]});
  expect(same.later.map(({numerator}) => numerator)).toEqual([13, 12, 25]);
});
