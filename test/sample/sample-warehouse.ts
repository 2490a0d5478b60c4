import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {judgedOn} from "#pipelines/time/months.ts";
import {placeSampleYear, SAMPLE_DAY} from "../sample-year.ts";

/** The months of the sample's story, each with the day on which it is judged. */
export const SAMPLE_MONTHS = Array.from({length: 11}, (_, index) => {
  const month = `2026-${String(index + 1).padStart(2, "0")}`;
  return {month, on: judgedOn(month, SAMPLE_DAY)};
});

export interface SampleWarehouse {
  db: DuckDBConnection;
  plan: SettledPlan;
  close: () => void;
}

/** Sends the whole sample to a new store, and opens the warehouse that comes of it. */
export async function openSampleWarehouse(): Promise<SampleWarehouse> {
  const folder = mkdtempSync(join(tmpdir(), "sample-year-"));
  await placeSampleYear(folder);
  const db = await memoryDatabase();
  const warehouse = join(folder, "warehouse");
  const newest = readdirSync(warehouse)
    .filter((name) => name.endsWith(".duckdb"))
    .sort()
    .at(-1)!;
  await db.run(`attach '${join(warehouse, newest)}' as built (read_only)`);
  await db.run("use built");
  const close = () => {
    db.closeSync();
    rmSync(folder, {recursive: true, force: true});
  };
  return {db, plan: await readSettledPlan(db, readPlan(2026)!), close};
}

/** Gives the sample's warehouse to `act`. */
export async function withSampleWarehouse<T>(act: (db: DuckDBConnection, plan: SettledPlan) => Promise<T>): Promise<T> {
  const {db, plan, close} = await openSampleWarehouse();
  try {
    return await act(db, plan);
  } finally {
    close();
  }
}
