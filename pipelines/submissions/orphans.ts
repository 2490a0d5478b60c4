import {readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

/** Removes folders without an entry, which a crash left between the two steps. */
export async function removeOrphans(dir: DataDir, ledger: Ledger): Promise<void> {
  await ledger.transaction(async (tx) => {
    const known = new Set((await readSubmissions(tx)).map(({submission_id}) => submission_id));
    for (const name of readdirSync(dir.submissions)) {
      if (!known.has(name)) rmSync(join(dir.submissions, name), {recursive: true, force: true});
    }
  });
}
