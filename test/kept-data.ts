import {cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as wait} from "node:timers/promises";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";

/**
 * Fills a folder that is still empty with a data directory that many tests begin with. `fill` runs once in a run of the
 * tests: the others get a copy.
 */
export async function placeKept(
  name: string,
  dataDir: string,
  fill: (store: Store) => Promise<unknown>
): Promise<void> {
  const kept = process.env.KEPT_DATA;
  if (kept === undefined) return filled(dataDir, fill);
  cpSync(await keptData(join(kept, name), fill), dataDir, {recursive: true});
}

async function filled(dataDir: string, fill: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore(dataDirAt(dataDir));
  await fill(store).finally(() => store.ledger.close());
}

/** One of the run's processes fills it, and the others wait. */
async function keptData(whole: string, fill: (store: Store) => Promise<unknown>): Promise<string> {
  const filling = `${whole}.filling`;
  while (!existsSync(whole)) {
    try {
      mkdirSync(filling);
    } catch {
      await wait(50);
      continue;
    }
    try {
      const part = mkdtempSync(`${whole}.part-`);
      await filled(part, fill);
      renameSync(part, whole);
    } finally {
      // After a failure the next one tries, so that no test waits for ever.
      rmSync(filling, {recursive: true});
    }
  }
  return whole;
}
