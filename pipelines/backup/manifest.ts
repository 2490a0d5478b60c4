import {createHash} from "node:crypto";
import {createReadStream, existsSync, readFileSync, realpathSync, statSync} from "node:fs";
import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import * as v from "valibot";
import {readMigrations} from "#pipelines/ledger/migrations.ts";
import {BackupError} from "./backup-error.ts";
import {NUMBERS} from "./numbers.ts";

const FORMAT = 1;
const HASH_LENGTH = 64;
export const MANIFEST_FILE = "manifest.json";
/** The folder of a backup that holds the data directory as it was. */
export const DATA_FOLDER = "data";

/** Below the data directory: a manifest that somebody wrote by hand must not lead out of it. */
const isBelow = (path: string) =>
  path.split("/").every((part) => !["", ".", ".."].includes(part) && !/[\\\0]/.test(part));

const FILE = v.object({path: v.pipe(v.string(), v.check(isBelow)), size: v.number(), sha256: v.string()});
export type KeptFile = v.InferOutput<typeof FILE>;

const MANIFEST = v.object({
  format: v.number(),
  made_at: v.string(),
  program_version: v.string(),
  ledger_version: v.number(),
  /** How many submissions of each dataset there are. */
  datasets: v.record(v.string(), v.number()),
  numbers: NUMBERS,
  files: v.array(FILE)
});
export type Manifest = v.InferOutput<typeof MANIFEST>;

/** The manifest's text, under the hash of itself in the first line, so that no byte of it can change unnoticed. */
export function manifestText(manifest: Omit<Manifest, "format">): string {
  const text = JSON.stringify({format: FORMAT, ...manifest}, null, 1);
  return `${sha256Of(text)}\n${text}\n`;
}

/** Reads a backup's manifest. Throws a BackupError if it is missing, damaged or of a newer program. */
export function readManifest(backup: string): Manifest {
  const path = join(backup, MANIFEST_FILE);
  if (!existsSync(path)) throw new BackupError(`${backup} 不是完整的备份：没有 ${MANIFEST_FILE}`);
  const written = readFileSync(path, "utf8");
  const text = written.slice(HASH_LENGTH + 1, -1);
  if (written !== `${sha256Of(text)}\n${text}\n`) throw new BackupError(`备份损坏：${path} 与写下时不符`);
  const {success, output: manifest} = v.safeParse(v.pipe(v.string(), v.parseJson(), MANIFEST), text);
  if (!success) throw new BackupError(`备份损坏：${path} 里写的不是一份备份的内容`);
  if (manifest.format > FORMAT || manifest.ledger_version > readMigrations().length)
    throw new BackupError(`备份是较新的程序（${manifest.program_version}）做的，这个程序不能恢复；请换用较新的程序`);
  return manifest;
}

/** Reads every file of a backup. Throws a BackupError that names the first that is missing or damaged. */
export async function requireWhole(backup: string, {files}: Pick<Manifest, "files">): Promise<void> {
  const folder = join(backup, DATA_FOLDER);
  for (const file of files) {
    const path = join(folder, file.path);
    if (!existsSync(path)) throw new BackupError(`备份不完整：缺少 ${path}`);
    // A link would bring in a file from elsewhere on this machine.
    if (realpathSync(path) !== join(realpathSync(folder), file.path))
      throw new BackupError(`备份损坏：${path} 是链接，不是备份写下的文件`);
    if (statSync(path).size !== file.size || (await hashOfFile(path)) !== file.sha256)
      throw new BackupError(`备份损坏：${path} 与备份时不符`);
  }
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, {highWaterMark: 1 << 20}), hash);
  return hash.digest("hex");
}

const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");
