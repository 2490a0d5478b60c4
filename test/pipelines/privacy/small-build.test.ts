import {expect, test} from "vitest";
import {readKpis, readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {rows} from "../../rows.ts";
import {basicStore, csvOf, sendAccepted} from "../store.ts";

test("records of two people make no number in the warehouse, not even how many there are", async () => {
  const store = await basicStore();
  const visit = {record_type: "走访慰问", object_type: "其他", apply_date: "2026-03-02", visit_date: "2026-03-05"};
  // Three records, yet two people.
  const records = [
    {...visit, record_id: "H1", person_id: "00001", unit_code: "U01"},
    {...visit, record_id: "H2", person_id: "00001", unit_code: "U01"},
    {...visit, record_id: "H3", person_id: "00002", unit_code: "U02"}
  ];
  await sendAccepted(store, "assistance", csvOf("assistance", records));
  const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: "2026-11-15T04:00:00.000Z"});
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  await db.run("use built");
  const hidden = {value: null, numerator: null, denominator: null, is_hidden: true};
  const months = await readKpis(db, {month: "2026-04-01"});
  expect(months.find(({code}) => code === "K37")).toEqual({code: "K37", ...hidden});
  expect(await readKpiUnits(db, "K37", {month: "2026-06-01"})).toEqual([
    {unit_code: "U01", ...hidden, hidden_until: "next-quarter-end"},
    {unit_code: "U02", ...hidden, hidden_until: "next-quarter-end"}
  ]);
  // Between quarter ends it isn't even told which units have any.
  const units = await rows<{unit_code: string}>(
    db,
    "select unit_code from marts.units where month = '2026-04-01' order by all"
  );
  expect(await readKpiUnits(db, "K37", {month: "2026-04-01"})).toEqual(
    units.map(({unit_code}) => ({unit_code, ...hidden, hidden_until: "quarter-end"}))
  );
  expect(units.length).toBe(2);
  expect(
    await rows(
      db,
      `select unit_code, sent_count, row_count, required_filled, required_cells from marts.coverage
      where dataset = 'assistance' order by unit_code`
    )
  ).toEqual([
    {unit_code: "U01", sent_count: 1, row_count: 1, required_filled: 0, required_cells: 0},
    {unit_code: "U02", sent_count: 1, row_count: 1, required_filled: 0, required_cells: 0}
  ]);
  const tables = await rows(db, "select distinct table_schema as name from information_schema.tables order by all");
  expect(tables).toEqual([{name: "kept"}, {name: "kpis"}, {name: "marts"}]);
  expect(await rows(db, "select dataset from kept.row_days where dataset = 'assistance'")).toEqual([]);
  expect((await rows(db, "select dataset from kept.row_days")).length).toBeGreaterThan(0);
});
