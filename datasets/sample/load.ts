import {OFFICE, unitSender} from "#pipelines/contracts/sender.ts";
import {createReadStream} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {setSetting} from "#pipelines/ledger/settings.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {submit} from "#pipelines/submissions/submissions.ts";
import {inventSample} from "./generate.ts";
import {sendZeroReports} from "./zero-reports.ts";
import {addVerdict} from "#pipelines/ledger/submission-entries.ts";

/** The sample's office leaves its units three working days more than the contracts say. */
const DUE_DAYS = {activities: 9, participation: 9, assistance: 9};

/** Sends the sample year, file by file, through the same door as everything else. */
export async function loadSample({dir, ledger}: Store, now: string, outbox = inventSample()): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "sample-"));
  for (const [dataset, value] of Object.entries(DUE_DAYS))
    await ledger.transaction((tx) =>
      setSetting(tx, {name: `due-day/${dataset}`, value, now: "2026-01-05T01:00:00.000Z"})
    );
  try {
    const sample = await outbox.write(folder);
    for (const {dataset, file, unit, as_of, sent_at, is_approved} of sample) {
      const outcome = await submit(dir, ledger, {
        dataset,
        fileName: file,
        chunks: createReadStream(join(folder, file)),
        sender: unit === null ? OFFICE : unitSender(unit),
        account: null,
        asOf: as_of,
        today: as_of,
        now: `${sent_at}.000Z`
      });
      if (outcome.outcome === "refused") {
        throw new Error(
          `the sample's ${file} was refused: ${outcome.findings.shown.slice(0, 3).map(findingLine).join(" ")}`
        );
      }
      if (is_approved && outcome.outcome === "accepted") {
        await ledger.transaction((tx) =>
          addVerdict(tx, {submission_id: outcome.submission_id, verdict: "approve", given_at: `${sent_at}.000Z`})
        );
      }
    }
    await sendZeroReports({dir, ledger}, await rebuildWarehouse(dir, ledger, {now}));
    await rebuildWarehouse(dir, ledger, {now});
    return sample.length;
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
