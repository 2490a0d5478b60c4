import {OFFICE} from "#pipelines/contracts/sender.ts";
import {createReadStream} from "node:fs";
import {rm} from "node:fs/promises";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {readKpis} from "#pipelines/numbers/kpis.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {submit} from "#pipelines/submissions/submissions.ts";
import {sendLists} from "./participation-file.ts";

const NOW = "2026-06-30T00:00:00.000Z";
const [work = "", folder = "", file = "", rowCount = "0"] = process.argv.slice(2);

const works: Record<string, () => Promise<Record<string, number>>> = {
  /** The baseline: DuckDB reads the file into a table on disk, typed by us, nothing checked and nothing kept. */
  async bare() {
    const path = join(folder, "bare.duckdb");
    await rm(path, {force: true});
    const instance = await DuckDBInstance.create(path);
    const db = await instance.connect();
    // As warm as the other side, which has loaded its lists before it is timed.
    await db.run("create table warm as select range::varchar as text from range(100000)");
    const started = performance.now();
    await db.run(`create table participation as select * from read_csv(${literal(file)}, header = true, columns = {
      activity_id: 'varchar', person_id: 'varchar', attended: 'varchar', role: 'varchar', family_count: 'bigint',
      satisfaction_score: 'bigint', checkin_time: 'timestamp'})`);
    const ms = performance.now() - started;
    db.closeSync();
    instance.closeSync();
    return {ms};
  },
  /** Receive, decode, check and compare; nothing kept. */
  async dryRun() {
    const dir = dataDirAt(join(folder, "data"));
    await rm(dir.root, {recursive: true, force: true});
    const {ledger} = await openStore(dir);
    await sendLists({dir, ledger}, Number(rowCount));
    const started = performance.now();
    const outcome = await submit(dir, ledger, {
      dataset: "participation",
      fileName: "participation.csv",
      sender: OFFICE,
      account: null,
      chunks: createReadStream(file, {highWaterMark: 1 << 20}),
      isDryRun: true,
      today: NOW.slice(0, 10),
      now: NOW
    });
    const ms = performance.now() - started;
    if (outcome.outcome !== "acceptable" || outcome.counts.added !== Number(rowCount))
      throw new Error(JSON.stringify(outcome));
    return {ms};
  },
  /** Everything: keep the bytes, check, Parquet, rebuild, all KPIs answered. */
  async ingest() {
    const dir = dataDirAt(join(folder, "data"));
    await rm(dir.root, {recursive: true, force: true});
    const {ledger} = await openStore(dir);
    await sendLists({dir, ledger}, Number(rowCount));
    await rebuildWarehouse(dir, ledger, {now: NOW});
    const started = performance.now();
    const chunks = createReadStream(file, {highWaterMark: 1 << 20});
    const outcome = await submit(dir, ledger, {
      dataset: "participation",
      fileName: "participation.csv",
      sender: OFFICE,
      account: null,
      chunks,
      today: NOW.slice(0, 10),
      now: NOW
    });
    const submitted = performance.now() - started;
    if (outcome.outcome !== "accepted" || outcome.counts.added !== Number(rowCount))
      throw new Error(JSON.stringify(outcome));
    const {path} = await rebuildWarehouse(dir, ledger, {now: NOW});
    const rebuilt = performance.now() - started - submitted;
    const instance = await DuckDBInstance.create(path, {access_mode: "READ_ONLY"});
    const kpis = await readKpis(await instance.connect(), {month: "2026-06-01"});
    if (!kpis.some(({code, value}) => code === "K23" && value !== null)) throw new Error("K23 has no value");
    return {ms: performance.now() - started, submitMs: submitted, rebuildMs: rebuilt};
  }
};

const figures = await works[work]!();
console.log(JSON.stringify({...figures, peakMb: process.resourceUsage().maxRSS / 1024}));
