import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {csvOf} from "../pipelines/csv.ts";
import {actorOf, send} from "../pipelines/store.ts";
import {type Cubes, readCubes} from "./cubes.ts";
import {YEAR} from "./days.ts";
import type {Row, Value, Verdict, World, WorldFile} from "./world.ts";

const TODAY = "2026-12-31";
const NOW = `${TODAY}T04:00:00.000Z`;

/**
 * What a sender could send. A file of another year alone, an activity that nobody sends and a prize without its activity
 * are refused, and the numbers of assistance wait for a quarter's end.
 */
export function sendable({files}: World): World {
  const activities = new Set(files.flatMap(({dataset, rows}) => (dataset === "activities" ? rows.map(idOf) : [])));
  const isTaken = (dataset: string, row: Row) =>
    (dataset !== "participation" || activities.has(idOf(row))) && row.occasion !== "活动奖励" && isOfYear(dataset, row);
  return {
    files: files
      .filter(({dataset}) => dataset !== "assistance")
      .map((file) => ({...file, rows: file.rows.filter((row) => isTaken(file.dataset, row))}))
      .filter(({rows}) => rows.length > 0)
  };
}

const idOf = ({activity_id}: Row) => activity_id;

function isOfYear(dataset: string, row: Row): boolean {
  const {period = [], comparesYears} = readContracts().get(dataset)!;
  const day = period.map((name) => row[name]).find((value) => typeof value === "string");
  return comparesYears === true || day === undefined || String(day).startsWith(String(YEAR));
}

/** Every KPI of a world that was sent through the one way in, judged by the office and built. */
export async function sentCubes(world: World): Promise<Cubes> {
  const folder = mkdtempSync(join(tmpdir(), "prove-"));
  const store = await openStore(dataDirAt(folder));
  const db = await memoryDatabase();
  try {
    const ids: string[] = [];
    for (const file of world.files) {
      const id = await sendFile(store, file);
      ids.push(id);
      if (file.isJudgedAtOnce) await giveVerdict(store, id, file.verdict);
    }
    // Only now, because nobody could name the activities of a file that was returned.
    for (const [at, file] of world.files.entries())
      if (!file.isJudgedAtOnce) await giveVerdict(store, ids[at]!, file.verdict);
    const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
    await db.run(`attach '${path}' as built (read_only)`);
    await db.run("use built");
    return await readCubes(db);
  } finally {
    db.closeSync();
    await store.ledger.close();
    rmSync(folder, {recursive: true});
  }
}

async function sendFile(store: Store, {dataset, rows, as_of}: WorldFile): Promise<string> {
  const {fields} = readContracts().get(dataset)!;
  const texts = rows.map((row) =>
    Object.fromEntries(fields.flatMap(({name}) => (name in row ? [[name, textOf(row[name]!)]] : [])))
  );
  const sent = await send(store, dataset, csvOf(dataset, texts), {asOf: as_of, today: TODAY, now: NOW});
  if (sent.outcome !== "accepted" && sent.outcome !== "already-accepted") throw new Error(JSON.stringify(sent));
  return sent.submission_id;
}

function textOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  return Array.isArray(value) ? value.join(";") : String(value);
}

async function giveVerdict({dir, ledger}: Store, id: string, verdict: Verdict): Promise<void> {
  if (verdict === "none") return;
  const {outcome} = await giveVerdicts(dir, ledger, {
    submissionIds: [id],
    verdict,
    reason: "试一试",
    by: actorOf(undefined, "office"),
    today: TODAY,
    now: NOW
  });
  if (outcome !== "given") throw new Error(`${verdict} was refused`);
}
