import {createHash} from "node:crypto";
import {createReadStream, existsSync} from "node:fs";
import {pipeline} from "node:stream/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import {originalPath, rowsPathOf} from "#pipelines/accepted/accepted-rows.ts";
import {keptProblemOf} from "#pipelines/closings/kept-month.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {evidencePath, previewPath} from "#pipelines/evidence/keep-evidence.ts";
import {readStateIds} from "#pipelines/frozen/frozen-states.ts";
import {statePath} from "#pipelines/frozen/kept-state.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {readEvidenceFiles} from "#pipelines/ledger/evidence-files.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {readSubmissions, type Submission} from "#pipelines/ledger/submission-entries.ts";
import {readRemovedOriginal} from "#pipelines/removals/removals.ts";
import {isKeptSealed, readSealed, sealedPath} from "#pipelines/sealed/sealed-files.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import {good, type HealthLine, problem} from "./health.ts";

/** A kept file that is gone or says something else than the ledger. */
interface Fault {
  path: string;
  is: "缺失" | "与台账不符" | "打不开";
}

const TODO = "从备份恢复这些文件，再重新启动；npm run restore 会把整个数据文件夹恢复到备份时。";
const SHOWN = 5;

/** Looks for every file that the ledger refers to; on request reads it and compares its hash. */
export async function keptFilesHealth(
  dir: DataDir,
  ledger: Ledger,
  {isThorough, hasKey}: {isThorough: boolean; hasKey: boolean}
): Promise<{lines: HealthLine[]; count: number}> {
  const submissions = (await readSubmissions(ledger)).filter(({kind}) => kind === "file");
  const faults: Fault[] = [];
  const db = isThorough ? await memoryDatabase() : undefined;
  try {
    for (const submission of submissions) {
      const isRemoved = (await readRemovedOriginal(ledger, submission.submission_id)) !== undefined;
      // Without their key sealed files are as unreadable as damaged ones, and no backup helps.
      const sealed = {submission, isRemoved, db: hasKey ? db : undefined};
      faults.push(
        ...(await (isKeptSealed(submission) ? sealedFaults(dir, sealed) : openFaults(dir, {submission, isRemoved, db})))
      );
    }
  } finally {
    db?.closeSync();
  }
  const evidence = await evidenceFaults(dir, ledger, isThorough);
  const frozen = await stateFaults(dir, ledger, isThorough);
  const closed = (await readClosings(ledger)).flatMap((closing) => keptProblemOf(dir, closing) ?? []);
  return {
    count: submissions.length,
    lines: [
      lineOf("报送的文件", submissions.length, {faults, isThorough}),
      lineOf("佐证文件", evidence.count, {faults: evidence.faults, isThorough}),
      lineOf("会议用的数字", frozen.count, {faults: frozen.faults, isThorough}),
      closed.length === 0 ? good("封存的月份", "都在") : problem("封存的月份", closed.join("；"), TODO)
    ]
  };
}

function lineOf(what: string, count: number, {faults, isThorough}: {faults: Fault[]; isThorough: boolean}): HealthLine {
  if (faults.length === 0)
    return good(what, `${count} 份${isThorough ? "逐一读过，与台账相符" : "都在（没有逐一读）"}`);
  const named = faults.slice(0, SHOWN).map(({path, is}) => `${path} ${is}`);
  const more = faults.length > SHOWN ? `，另有 ${faults.length - SHOWN} 处` : "";
  return problem(what, named.join("；") + more, TODO);
}

interface KeptSubmission {
  submission: Submission;
  /** The original was destroyed when its time was over. */
  isRemoved: boolean;
  /** Reads the rows; without it only the presence of the files is looked at. */
  db?: DuckDBConnection;
}

async function openFaults(dir: DataDir, {submission, isRemoved, db}: KeptSubmission): Promise<Fault[]> {
  const {submission_id, sha256} = submission;
  const original = originalPath(dir, submission_id);
  const rows = rowsPathOf(dir, submission_id);
  return [
    ...(isRemoved ? [] : await hashFault(original, db ? sha256 : undefined)),
    ...(existsSync(rows) ? (db && !(await isReadable(db, rows)) ? fault(rows, "打不开") : []) : fault(rows, "缺失"))
  ];
}

/** The seal proves that a file is as it was written. */
async function sealedFaults(dir: DataDir, {submission, isRemoved, db}: KeptSubmission): Promise<Fault[]> {
  const {submission_id: submissionId} = submission;
  return (isRemoved ? (["rows"] as const) : (["original", "rows"] as const)).flatMap((role) => {
    const path = sealedPath(dir, {submissionId, role});
    if (!existsSync(path)) return fault(path, "缺失");
    return db && !isOpened(dir, {submissionId, role}) ? fault(path, "打不开") : [];
  });
}

function isOpened(dir: DataDir, place: {submissionId: string; role: "original" | "rows"}): boolean {
  try {
    readSealed(dir, place);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}

async function isReadable(db: DuckDBConnection, path: string): Promise<boolean> {
  try {
    await db.run(`select bit_xor(hash(one)) from read_parquet(${literal(path)}) as one`);
    return true;
  } catch {
    // DuckDB says it in many ways.
    return false;
  }
}

async function evidenceFaults(dir: DataDir, ledger: Ledger, isThorough: boolean) {
  const files = await readEvidenceFiles(ledger);
  const faults: Fault[] = [];
  for (const file of files) {
    faults.push(...(await hashFault(evidencePath(dir, file), isThorough ? file.sha256 : undefined)));
    const preview = previewPath(dir, file);
    if (["jpeg", "webp"].includes(file.kind) && !existsSync(preview)) faults.push(...fault(preview, "缺失"));
  }
  return {count: files.length, faults};
}

async function stateFaults(dir: DataDir, ledger: Ledger, isThorough: boolean) {
  const ids = await readStateIds(ledger);
  const faults: Fault[] = [];
  for (const id of ids) faults.push(...(await hashFault(statePath(dir, id), isThorough ? id : undefined)));
  return {count: ids.length, faults};
}

async function hashFault(path: string, sha256?: string): Promise<Fault[]> {
  if (!existsSync(path)) return fault(path, "缺失");
  return sha256 !== undefined && (await hashOfFile(path)) !== sha256 ? fault(path, "与台账不符") : [];
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, {highWaterMark: 1 << 20}), hash);
  return hash.digest("hex");
}

const fault = (path: string, is: Fault["is"]): Fault[] => [{path, is}];
