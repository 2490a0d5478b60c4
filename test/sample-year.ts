import {cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as wait} from "node:timers/promises";
import {loadSample} from "../datasets/sample/load.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";

/** The last day of the sample's story. */
export const SAMPLE_DAY = "2026-11-28";

/** Fills a folder that is still empty with a data directory of the sample year, as its last day leaves it. */
export async function placeSampleYear(dataDir: string): Promise<void> {
  const kept = process.env.KEPT_SAMPLES;
  if (kept === undefined) return loadInto(dataDir);
  cpSync(await keptSampleYear(kept), dataDir, {recursive: true});
}

async function loadInto(dataDir: string): Promise<void> {
  const store = await openStore(dataDirAt(dataDir));
  await loadSample(store, `${SAMPLE_DAY}T04:00:00.000Z`).finally(() => store.ledger.close());
}

/** Loading takes as long as many tests, so one of a run's processes does it, and the others wait for it. */
async function keptSampleYear(kept: string): Promise<string> {
  const [whole, loading] = [join(kept, "sample-year"), join(kept, "loading")];
  while (!existsSync(whole)) {
    try {
      mkdirSync(loading);
    } catch {
      await wait(100);
      continue;
    }
    try {
      const part = mkdtempSync(join(kept, "part-"));
      await loadInto(part);
      renameSync(part, whole);
    } finally {
      // After a failure the next one tries, so that no test waits for ever.
      rmSync(loading, {recursive: true});
    }
  }
  return whole;
}
