import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {evidencePath, previewPath} from "#pipelines/evidence/keep-evidence.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {readStateIds} from "#pipelines/frozen/frozen-states.ts";
import {readStateText} from "#pipelines/frozen/kept-state.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {keptProblemOf} from "#pipelines/closings/kept-month.ts";
import {verifyAudit} from "#pipelines/ledger/audit.ts";
import {readEvidenceFiles} from "#pipelines/ledger/evidence-files.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {readSubmissions, type Submission} from "#pipelines/ledger/submission-entries.ts";
import {readRemovedOriginal} from "#pipelines/removals/removals.ts";
import {isKeptSealed, readSealed} from "#pipelines/sealed/sealed-files.ts";
import {openRows} from "#pipelines/sealed/sealed-rows.ts";
import type {Store} from "#pipelines/store/store.ts";
import {rowsInFile} from "../ledger-file.ts";
import {row} from "../rows.ts";

/** Returns what is half, lost, doubled or left over in an opened data directory; nothing, if it is whole. */
export async function wholenessFaults(store: Store): Promise<string[]> {
  return [
    ...leftovers(store.dir),
    ...(await submissionFaults(store)),
    ...(await contentFaults(store)),
    ...(await ledgerFaults(store))
  ];
}

/** Every name that may stand in a data directory between two actions; the key lies beside it. */
const NAMES = [
  /^ledger\.sqlite(-wal|-shm)?$/,
  // Kept beside a ledger that was migrated.
  /^ledger\.version-\d+\.sqlite$/,
  /^locks\.sqlite(-journal|-wal|-shm)?$/,
  /^server\.lock\.sqlite(-journal)?$/,
  /^last-backup\.json$/,
  /^secret$/,
  /^submissions\/[0-9a-f-]{36}\/(original|rows\.parquet|corrections\.json)$/,
  /^submissions\/[0-9a-f-]{36}\/(original|rows|corrections)\.sealed$/,
  /^evidence\/[0-9a-f]{64}\/(file|preview\.webp)$/,
  /^warehouse\/\d{8}-\d+-[0-9a-f]{12}\.duckdb$/,
  /^plans\/\d{4}\/\d+\/[a-z-]+\.(csv|txt)$/,
  /^(closings|frozen)\/[0-9a-f]{64}\.json$/,
  /^retention\/\d{4}-\d{2}-\d{2}\.jsonl$/
];

function leftovers(dir: DataDir): string[] {
  const files = readdirSync(dir.root, {recursive: true, encoding: "utf8"}).filter((name) =>
    statSync(join(dir.root, name)).isFile()
  );
  const beside = readdirSync(dirname(dir.root)).filter((name) => /^data\.key-/.test(name));
  return [
    ...files.filter((name) => !NAMES.some((known) => known.test(name))),
    ...readdirSync(dir.tmp).map((name) => `tmp/${name}`),
    ...beside
  ].map((name) => `left over: ${name}`);
}

let reader: Promise<DuckDBConnection> | undefined;

async function submissionFaults(store: Store): Promise<string[]> {
  const {dir, ledger} = store;
  const sent = await readSubmissions(ledger);
  const ids = new Set(sent.map(({submission_id}) => submission_id));
  const faults = readdirSync(dir.submissions)
    .filter((name) => !ids.has(name))
    .map((name) => `a folder without its entry: ${name}`);
  for (const submission of sent) {
    const {submission_id, dataset, read_count, skipped_count, kind} = submission;
    const fault = (what: string) => faults.push(`${dataset} ${submission_id}: ${what}`);
    if (!existsSync(join(dir.submissions, submission_id))) fault("no folder");
    else if (kind === "file") {
      const sha256 = await hashOfOriginal(store, submission);
      if (sha256 !== undefined && sha256 !== submission.sha256) fault("other bytes");
      const count = await rowCount(store, submission);
      if (count !== read_count - skipped_count) fault(`${count} rows of ${read_count - skipped_count}`);
    }
  }
  return faults;
}

/** Undefined where the original was removed, as the ledger says. */
async function hashOfOriginal({dir, ledger}: Store, submission: Submission): Promise<string | undefined> {
  const {submission_id: submissionId} = submission;
  if (await readRemovedOriginal(ledger, submissionId)) return undefined;
  if (isKeptSealed(submission)) return hashOf(readSealed(dir, {submissionId, role: "original"}));
  const path = join(dir.submissions, submissionId, "original");
  return existsSync(path) ? hashOf(readFileSync(path)) : "no original";
}

/** By the hash of the file that was counted: most of a data directory is the same after each kill. */
const counted = new Map<string, number>();

async function rowCount(store: Store, submission: Submission): Promise<number> {
  const {submission_id} = submission;
  const isSealed = isKeptSealed(submission);
  const path = join(store.dir.submissions, submission_id, isSealed ? "rows.sealed" : "rows.parquet");
  const key = hashOf(readFileSync(path));
  const known = counted.get(key) ?? (isSealed ? await sealedCount(store, submission) : await openCount(path));
  counted.set(key, known);
  return known;
}

async function sealedCount({dir}: Store, submission: Submission): Promise<number> {
  const own = await memoryDatabase();
  await openRows(own, dir, [submission]);
  return (await row<{count: number}>(own, `select count(*)::integer as count from opened_${submission.dataset}`)).count;
}

async function openCount(path: string): Promise<number> {
  const db = await (reader ??= memoryDatabase());
  return (await row<{count: number}>(db, `select count(*)::integer as count from read_parquet('${path}')`)).count;
}

/** What is kept under the hash of its content, against the ledger. */
async function contentFaults({dir, ledger}: Store): Promise<string[]> {
  const faults: string[] = [];
  for (const closing of await readClosings(ledger)) {
    const problem = keptProblemOf(dir, closing);
    if (problem !== undefined) faults.push(problem);
  }
  for (const id of await readStateIds(ledger))
    if (readStateText(dir, id) === undefined) faults.push(`frozen state ${id.slice(0, 12)} is missing or damaged`);
  for (const file of await readEvidenceFiles(ledger)) {
    const path = evidencePath(dir, file);
    if (!existsSync(path) || hashOf(readFileSync(path)) !== file.sha256) faults.push(`evidence ${file.evidence_id}`);
    if (["jpeg", "webp"].includes(file.kind) && !existsSync(previewPath(dir, file)))
      faults.push(`evidence ${file.evidence_id} has no preview`);
  }
  const known = new Set((await readEvidenceFiles(ledger)).map(({sha256}) => sha256));
  return [
    ...faults,
    ...readdirSync(dir.evidence)
      .filter((name) => !known.has(name))
      .map((name) => `evidence without its entry: ${relative(dir.root, name)}`)
  ];
}

async function ledgerFaults({dir, ledger}: Store): Promise<string[]> {
  const audit = await verifyAudit(ledger);
  const [{integrity_check: integrity}] = rowsInFile<{integrity_check: string}>(dir, "pragma integrity_check") as [
    {integrity_check: string}
  ];
  return [
    ...(audit.isIntact ? [] : [`the audit breaks at row ${audit.row}`]),
    ...(integrity === "ok" ? [] : [`the ledger: ${integrity}`])
  ];
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Counts the rows of every table, so that nothing is doubled or lost; builds are counted anew at each try. */
export function ledgerCounts(dir: DataDir): string {
  const tables = rowsInFile<{name: string}>(
    dir,
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not in ('builds', 'sessions') order by name"
  );
  const counts = tables.map(({name}) => {
    const [{count}] = rowsInFile<{count: number}>(dir, `select count(*) as count from "${name}"`) as [{count: number}];
    return `${name} ${count}`;
  });
  return counts.filter((text) => !text.endsWith(" 0")).join(", ");
}
