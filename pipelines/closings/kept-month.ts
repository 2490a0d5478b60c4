import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import * as v from "valibot";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {type MonthClosing, readClosings} from "#pipelines/ledger/month-closings.ts";
import {CLOSED_NUMBERS} from "#pipelines/numbers/closed-month.ts";

/** The tables whose rows of a closed month are kept. */
export const KEPT_TABLES = ["kpis.series", "marts.units", "marts.contradictions"] as const;

const ROWS = v.array(v.record(v.string(), v.unknown()));

/** Everything that is kept of a closed month. */
export const KEPT_MONTH = v.object({
  version: v.literal(1),
  /** YYYY-MM */
  month: v.string(),
  tables: v.object(v.entriesFromList(KEPT_TABLES, ROWS)),
  numbers: CLOSED_NUMBERS
});

export type KeptMonth = v.InferOutput<typeof KEPT_MONTH>;

const KEPT_TEXT = v.pipe(v.string(), v.parseJson(), KEPT_MONTH);

/** Writes the kept numbers under the name of their content, whole or not at all. Returns what the ledger refers to. */
export function keepMonth(dir: DataDir, kept: KeptMonth): {sha256: string; byte_count: number} {
  const text = JSON.stringify(kept);
  // What cannot be read again must never be referred to.
  v.parse(KEPT_TEXT, text);
  const bytes = Buffer.from(text);
  const sha256 = hashOf(bytes);
  mkdirSync(dir.closings, {recursive: true, mode: 0o700});
  const path = pathOf(dir, sha256);
  const beside = `${path}.next`;
  // What a crash left of an earlier attempt.
  rmSync(beside, {force: true});
  writeDurably(beside, bytes);
  renameSync(beside, path);
  syncFolder(dir.closings);
  syncFolder(dir.root);
  return {sha256, byte_count: bytes.byteLength};
}

/** Reads the kept numbers of a closed month, or returns why they cannot be read. */
export function readKeptMonth(dir: DataDir, closing: MonthClosing): KeptMonth | string {
  const bytes = readBytes(dir, closing);
  return typeof bytes === "string" ? bytes : v.parse(KEPT_TEXT, bytes.toString("utf8"));
}

/** Returns why the kept numbers of a closed month cannot be read; undefined if they can. */
export function keptProblemOf(dir: DataDir, closing: MonthClosing): string | undefined {
  const bytes = readBytes(dir, closing);
  return typeof bytes === "string" ? bytes : undefined;
}

function readBytes(dir: DataDir, {month, sha256}: MonthClosing): Buffer | string {
  const path = pathOf(dir, sha256);
  if (!existsSync(path)) return problemText(month, "缺失");
  const bytes = readFileSync(path);
  return hashOf(bytes) === sha256 ? bytes : problemText(month, "损坏");
}

const problemText = (month: string, what: "缺失" | "损坏") =>
  `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月已封存，但封存文件${what}；请从备份恢复数据目录里的 closings 文件夹，再重新汇总`;

/** Removes files without an entry, which a crash left between the two steps. */
export async function removeOrphanMonths(dir: DataDir, ledger: Ledger): Promise<void> {
  if (!existsSync(dir.closings)) return;
  await ledger.transaction(async (tx) => {
    const known = new Set((await readClosings(tx)).map(({sha256}) => nameOf(sha256)));
    for (const name of readdirSync(dir.closings)) if (!known.has(name)) rmSync(join(dir.closings, name), {force: true});
  });
}

const nameOf = (sha256: string) => `${sha256}.json`;
const pathOf = (dir: DataDir, sha256: string) => join(dir.closings, nameOf(sha256));
const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
