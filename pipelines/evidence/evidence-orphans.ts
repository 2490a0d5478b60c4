import {readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {readEvidenceFiles, removeUnusedEvidence} from "#pipelines/ledger/evidence-files.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";

const DAY_MS = 86_400_000;

/** Removes files that no accepted report and no look-back has had for a day. */
export async function removeOldOrphans(dir: DataDir, ledger: Ledger, now: string): Promise<void> {
  const before = new Date(Date.parse(now) - DAY_MS).toISOString();
  await ledger.transaction(async (tx) => {
    await removeUnusedEvidence(tx, {before, now});
  });
  await removeUnlisted(dir, ledger);
}

/** Removes content without an entry, which a crash left between the two steps, or an entry's removal. */
export async function removeUnlisted(dir: DataDir, ledger: Ledger): Promise<void> {
  await ledger.transaction(async (tx) => {
    const listed = await readHashes(tx);
    for (const name of readdirSync(dir.evidence)) {
      if (!listed.has(name)) rmSync(join(dir.evidence, name), {recursive: true, force: true});
    }
  });
}

async function readHashes(tx: LedgerTransaction): Promise<Set<string>> {
  return new Set((await readEvidenceFiles(tx)).map(({sha256}) => sha256));
}
