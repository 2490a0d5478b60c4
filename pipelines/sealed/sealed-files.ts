import {closeSync, existsSync, openSync, readFileSync, readSync} from "node:fs";
import {join} from "node:path";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {HEAD_BYTES, keyIdOf, type SealedPlace, sealedWith, unseal} from "./seal.ts";
import {damaged, noKey, otherKey, SealError} from "./seal-error.ts";
import {makeSensitiveKey, readSensitiveKey} from "./sensitive-key.ts";
import {readSubmissions, type Submission} from "#pipelines/ledger/submission-entries.ts";

export const sealedName = (role: SealedPlace["role"]) => `${role}.sealed`;

export function sealedPath(dir: DataDir, {submissionId, role}: SealedPlace): string {
  return join(dir.submissions, submissionId, sealedName(role));
}

/** Tells whether a submission's files are sealed; a zero report has none. */
export function isKeptSealed({dataset, kind}: Pick<Submission, "dataset" | "kind">): boolean {
  const contract = readContracts().get(dataset);
  return kind === "file" && contract !== undefined && isSensitive(contract);
}

/** Returns the plain bytes in memory. Throws a SealError if they cannot be opened. */
export function readSealed(dir: DataDir, place: SealedPlace): Buffer {
  const key = readSensitiveKey(dir);
  if (!key) throw noKey();
  return unseal(key, place, readFileOf(dir, place));
}

function readFileOf(dir: DataDir, place: SealedPlace): Buffer {
  try {
    return readFileSync(sealedPath(dir, place));
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? damaged(place.submissionId) : error;
  }
}

/** Returns the key for new files, the same as that of existing ones; creates it if there are none. */
export async function requireSealingKey(dir: DataDir, ledger: Ledger): Promise<Buffer> {
  const key = readSensitiveKey(dir);
  const kept = await keyIdsIn(dir, ledger);
  if (!key) {
    if (kept.size > 0) throw noKey();
    return makeSensitiveKey(dir);
  }
  for (const keyId of kept) if (keyId !== keyIdOf(key)) throw otherKey();
  return key;
}

/** Returns why sealed files cannot be opened, judging by their heads. */
export async function readSealProblem(dir: DataDir, ledger: Ledger): Promise<SealError | undefined> {
  const kept = await keyIdsIn(dir, ledger);
  try {
    const key = readSensitiveKey(dir);
    if (kept.size === 0) return undefined;
    if (!key) return noKey();
    return [...kept].every((keyId) => keyId === keyIdOf(key)) ? undefined : otherKey();
  } catch (error) {
    if (error instanceof SealError) return error;
    throw error;
  }
}

async function keyIdsIn(dir: DataDir, ledger: Ledger): Promise<Set<string>> {
  const places = (await readSubmissions(ledger)).filter(isKeptSealed);
  return new Set(
    places.flatMap(({submission_id: submissionId}) => keyIdAt(sealedPath(dir, {submissionId, role: "rows"})) ?? [])
  );
}

/** Returns the key's id; undefined if the file is not sealed or its first bytes are damaged. */
export function keyIdAt(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const head = Buffer.alloc(HEAD_BYTES);
  const handle = openSync(path, "r");
  readSync(handle, head, 0, HEAD_BYTES, 0);
  closeSync(handle);
  return sealedWith(head);
}
