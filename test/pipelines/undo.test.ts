import {DuckDBInstance} from "@duckdb/node-api";
import {expect, test} from "vitest";
import {type Build, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {readUnreviewed, unreviewedIn} from "#pipelines/numbers/unreviewed.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {rows} from "../rows.ts";
import {actorOf, basicStore, csvOf, sendAccepted} from "./store.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

const NOW = "2026-11-15T06:00:00.000Z";

const build = ({dir, ledger}: Store) => rebuildWarehouse(dir, ledger, {isForced: true, now: NOW});

/** Everything a warehouse says, table by table; only the notes on how it was built are left out. */
async function wholeOf({path}: Build): Promise<Record<string, unknown[]>> {
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  const tables = await rows<{name: string}>(
    db,
    `select schema_name || '.' || table_name as name from duckdb_tables() where database_name = 'built' order by name`
  );
  const told: Record<string, unknown[]> = {};
  for (const {name} of tables.filter((table) => table.name !== "marts.build" && table.name !== "kept.parts"))
    told[name] = await rows(db, `select * from built.${name} order by all`);
  return told;
}

const corrected = csvOf("activities", [
  {activity_id: "A1", organizer_unit_code: "U01", actual_headcount: "500", category: "文化艺术"},
  {
    activity_id: "A7",
    activity_name: "另一场",
    organizer_unit_code: "U01",
    start_date: "2026-05-09",
    category: "心理健康",
    need_type: "压力舒缓"
  }
]);

test.each(["withdraw", "return"] as const)("after a %s the whole warehouse is what it was before", async (verdict) => {
  const store = await basicStore();
  const before = await wholeOf(await build(store));
  const {submission_id} = await sendAccepted(store, "activities", corrected, {unit: "U01"});
  const meanwhile = await wholeOf(await build(store));
  expect(
    Object.keys(before).filter((table) => JSON.stringify(before[table]) !== JSON.stringify(meanwhile[table]))
  ).toEqual(expect.arrayContaining(["kpis.series", "marts.activities", "marts.coverage"]));
  const given = await giveVerdicts(store.dir, store.ledger, {
    submissionIds: [submission_id],
    verdict,
    reason: "人次有误",
    by: actorOf(),
    today: "2026-11-15",
    now: NOW
  });
  expect(given.outcome).toBe("given");
  const after = await wholeOf(await build(store));
  // That something was sent and returned is itself a fact of the matrix; the numbers know nothing of it.
  if (verdict === "return") for (const told of [before, after]) delete told["marts.coverage"];
  expect(after).toEqual(before);
});

test("a number says how many submissions it counts that nobody has approved, for the unit they speak of", async () => {
  const store = await basicStore();
  const approve = (submissionIds: string[]) =>
    giveVerdicts(store.dir, store.ledger, {
      submissionIds,
      verdict: "approve",
      by: actorOf(),
      today: "2026-11-15",
      now: NOW
    });
  await approve((await readSubmissions(store.ledger)).map(({submission_id}) => submission_id));
  const {submission_id} = await sendAccepted(store, "activities", corrected, {unit: "U01"});
  const countIn = async (month: string, unit?: string, dataset = "activities") => {
    const {path} = await build(store);
    const db = await (await DuckDBInstance.create(":memory:")).connect();
    await db.run(`attach '${path}' as built (read_only)`);
    await db.run("use built");
    const list = await readUnreviewed(db, store.ledger, month);
    return unreviewedIn(list, {dataset_columns: `${dataset}.activity_id;units.unit_code`}, unit);
  };
  expect([await countIn("2026-05-01"), await countIn("2026-05-01", "U01"), await countIn("2026-05-01", "U02")]).toEqual(
    [1, 1, 0]
  );
  expect([await countIn("2026-03-01"), await countIn("2026-05-01", undefined, "media")]).toEqual([0, 0]);
  await approve([submission_id]);
  expect(await countIn("2026-05-01")).toBe(0);
});
