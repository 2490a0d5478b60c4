import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {type RebuildResult, rebuildWarehouse} from "./rebuild.ts";

/** A data directory and its open ledger. */
export interface OpenData {
  dir: DataDir;
  ledger: Ledger;
}

/** Runs work that may change numbers and rebuilds them before it returns, so that the next reader sees the change. */
export async function withNumbers<Result>(
  {dir, ledger}: OpenData,
  now: string,
  change: () => Promise<Result>,
  hasChanged: (result: Result) => boolean
): Promise<{result: Result; rebuilt?: RebuildResult}> {
  const result = await change();
  return hasChanged(result) ? {result, rebuilt: await rebuildWarehouse(dir, ledger, {now})} : {result};
}
