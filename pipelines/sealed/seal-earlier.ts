import {existsSync, readFileSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {CORRECTIONS_FILE} from "#pipelines/files/corrections.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {seal, type SealedPlace} from "./seal.ts";
import {isKeptSealed, readSealed, requireSealingKey, sealedPath} from "./sealed-files.ts";
import {packRows, rowsInParquet} from "./sealed-rows.ts";
import {SealError} from "./seal-error.ts";
import {readSubmissions, type Submission} from "#pipelines/ledger/submission-entries.ts";

const OPEN_NAMES: Record<SealedPlace["role"], string> = {
  original: "original",
  corrections: CORRECTIONS_FILE,
  rows: "rows.parquet"
};

/**
 * Seals files that were kept before their dataset was sensitive or before this version. Each file is sealed, read back
 * and only then replaced; an interrupted run continues the next time.
 */
export async function sealEarlier(dir: DataDir, ledger: Ledger): Promise<void> {
  if ((await openOnes(dir, ledger)).length === 0) return;
  await exclusively(dir.locks, async () => {
    const key = await keyIfAny(dir, ledger);
    // Without the right key the files stay as they are, and nobody reads them.
    if (!key) return;
    await withScratch(dir, "seal-earlier", async ({db}) => {
      for (const submission of await openOnes(dir, ledger))
        for (const role of ["rows", "corrections", "original"] as const)
          await sealOne(db, dir, {submission, role, key});
    });
  });
}

async function openOnes(dir: DataDir, ledger: Ledger): Promise<Submission[]> {
  return (await readSubmissions(ledger))
    .filter(isKeptSealed)
    .filter(({submission_id}) =>
      Object.values(OPEN_NAMES).some((name) => existsSync(join(dir.submissions, submission_id, name)))
    );
}

async function keyIfAny(dir: DataDir, ledger: Ledger): Promise<Buffer | undefined> {
  try {
    return await requireSealingKey(dir, ledger);
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

interface SealingTask {
  submission: Submission;
  role: SealedPlace["role"];
  key: Buffer;
}

async function sealOne(db: DuckDBConnection, dir: DataDir, {submission, role, key}: SealingTask): Promise<void> {
  const {submission_id: submissionId, dataset} = submission;
  const folder = join(dir.submissions, submissionId);
  const open = join(folder, OPEN_NAMES[role]);
  if (!existsSync(open)) return;
  const place = {submissionId, role};
  const plain =
    role === "rows" ? await packRows(db, readContracts().get(dataset)!, rowsInParquet(open)) : readFileSync(open);
  const path = sealedPath(dir, place);
  const draft = `${path}.draft`;
  rmSync(draft, {force: true});
  writeDurably(draft, seal(key, place, plain));
  renameSync(draft, path);
  syncFolder(folder);
  if (!readSealed(dir, place).equals(plain)) throw new Error(`${submissionId}: what was sealed does not read the same`);
  rmSync(open);
  syncFolder(folder);
}
