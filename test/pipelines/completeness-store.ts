import {type Coverage} from "#pipelines/completeness/coverage.ts";
import {type Cell, type Matrix, readMatrix} from "#pipelines/completeness/matrix.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {rows} from "../rows.ts";
import {csvOf, emptyStore, type Row, sendAccepted} from "./store.ts";
import {addVerdict, type Verdict} from "#pipelines/ledger/submission-entries.ts";

/** A moment of a day in China, early in the afternoon. */
export const at = (day: string) => `${day}T06:00:00.000Z`;

/** A file that is sent on a day, by a unit or, without one, by the office. */
export async function sendOn(store: Store, day: string, dataset: string, list: Row[], unit?: string): Promise<string> {
  const outcome = await sendAccepted(store, dataset, csvOf(dataset, list), {unit, today: day, now: at(day)});
  return outcome.submission_id;
}

/** Two units and their people, long before the days that are compared. */
export async function januaryStore(): Promise<Store> {
  const store = await emptyStore();
  await sendOn(store, "2026-01-05", "units", [{unit_code: "U01"}, {unit_code: "U02", unit_name: "第二学院"}]);
  await sendOn(store, "2026-01-05", "members", [
    {person_id: "00001", name: "会员0001"},
    {person_id: "00002", name: "会员0002", unit_code: "U02"}
  ]);
  await sendOn(store, "2026-04-20", "activities", [{activity_id: "A1", organizer_unit_code: "U01"}]);
  return store;
}

/** One row of media of a unit in a month. */
export const post = (item_id: string, unit_code: string, publish_date: string, rest: Row = {}): Row => ({
  item_id,
  unit_code,
  publish_date,
  ...rest
});

export async function give({ledger}: Store, submission_id: string, verdict: Verdict, reason?: string): Promise<void> {
  await ledger.transaction((tx) => addVerdict(tx, {submission_id, verdict, reason, given_at: at("2026-11-15")}));
}

export async function openBuild({dir, ledger}: Store) {
  const {path} = await rebuildWarehouse(dir, ledger, {now: at("2026-11-15")});
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  await db.run("use built");
  return db;
}

export async function matrixOn(store: Store, on: string): Promise<Matrix> {
  return readMatrix(await openBuild(store), store.ledger, {year: 2026, on});
}

export function cellIn({cells}: Matrix, dataset: string, unit: string | null, month: string): Cell | undefined {
  return cells.find((cell) => cell.dataset === dataset && cell.unit_code === unit && cell.month === month);
}

/** State and days late of a unit's media in a month. */
export async function stateOn(store: Store, on: string, month: string, unit = "U01"): Promise<string> {
  const cell = cellIn(await matrixOn(store, on), "media", unit, month);
  return cell ? `${cell.state} ${cell.days_late}` : "not expected";
}

export async function coverageOf(store: Store, dataset: string): Promise<Coverage[]> {
  const sql = `select * exclude (submission_id) from marts.coverage where dataset = '${dataset}' order by all`;
  return rows<Coverage>(await openBuild(store), sql);
}
