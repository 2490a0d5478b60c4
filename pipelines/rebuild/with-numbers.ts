import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {type RebuildResult, rebuildWarehouse} from "./rebuild.ts";

/** A data directory and its open ledger. */
export interface OpenData {
  dir: DataDir;
  ledger: Ledger;
}

/**
 * Runs what may change the numbers and, where it did, builds them anew before it is answered: who asks next reads numbers
 * with the change in them.
 */
export async function withNumbers<Result>(
  {dir, ledger}: OpenData,
  now: string,
  change: () => Promise<Result>,
  hasChanged: (result: Result) => boolean
): Promise<{result: Result; rebuilt?: RebuildResult}> {
  const result = await change();
  return hasChanged(result) ? {result, rebuilt: await rebuildWarehouse(dir, ledger, {now})} : {result};
}
