import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readStateIds} from "./frozen-states.ts";

/** Writes a state's JSON under the hash of its text, whole or not at all. The same text twice is one file. */
export function keepState(dir: DataDir, text: string): {state_id: string; byte_count: number} {
  const bytes = Buffer.from(text);
  const state_id = hashOf(bytes);
  const path = statePath(dir, state_id);
  if (readStateText(dir, state_id) === undefined) {
    mkdirSync(dir.frozen, {recursive: true, mode: 0o700});
    const beside = `${path}.next`;
    // What a crash left of an earlier attempt.
    rmSync(beside, {force: true});
    writeDurably(beside, bytes);
    renameSync(beside, path);
    syncFolder(dir.frozen);
    syncFolder(dir.root);
  }
  return {state_id, byte_count: bytes.byteLength};
}

/** Reads a state's JSON; undefined if the file is missing or damaged. */
export function readStateText(dir: DataDir, stateId: string): string | undefined {
  const path = statePath(dir, stateId);
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  return hashOf(bytes) === stateId ? bytes.toString("utf8") : undefined;
}

/** Removes files without an entry, which a crash left between the two steps. */
export async function removeOrphanStates(dir: DataDir, ledger: Ledger): Promise<void> {
  if (!existsSync(dir.frozen)) return;
  await ledger.transaction(async (tx) => {
    const known = new Set((await readStateIds(tx)).map(nameOf));
    for (const name of readdirSync(dir.frozen)) if (!known.has(name)) rmSync(join(dir.frozen, name), {force: true});
  });
}

const nameOf = (stateId: string) => `${stateId}.json`;
export const statePath = (dir: DataDir, stateId: string) => join(dir.frozen, nameOf(stateId));
const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
