import {setTimeout as sleep} from "node:timers/promises";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {tell} from "#pipelines/host/happenings.ts";
import {type RebuildResult, rebuildWarehouse} from "./rebuild.ts";

/** A data directory and its open ledger. */
export interface OpenData {
  dir: DataDir;
  ledger: Ledger;
}

/** Changes of this process that are being made. */
const underWay = new Set<Promise<unknown>>();

/** Runs work that may change numbers and rebuilds them before it returns, so that the next reader sees the change. */
export async function withNumbers<Result>(
  {dir, ledger}: OpenData,
  now: string,
  change: () => Promise<Result>,
  hasChanged: (result: Result) => boolean
): Promise<{result: Result; rebuilt?: RebuildResult}> {
  const begun = performance.now();
  const result = await noted(change());
  if (!hasChanged(result)) return {result};
  await othersAtMost(performance.now() - begun);
  await itsTurn();
  return {result, rebuilt: await rebuildWarehouse(dir, ledger, {now})};
}

async function noted<Result>(change: Promise<Result>): Promise<Result> {
  underWay.add(change);
  try {
    return await change;
  } finally {
    underWay.delete(change);
  }
}

/**
 * Waits for the changes beside this one, so that at a month's end one rebuild serves all; none waits longer than its own
 * change took, so a large file holds up no small one.
 */
async function othersAtMost(ms: number): Promise<void> {
  if (underWay.size === 0) return;
  await Promise.race([Promise.allSettled(underWay), sleep(ms)]);
}

async function itsTurn(): Promise<void> {
  const turns: Promise<unknown>[] = [];
  tell("before-build", {waitFor: (turn) => turns.push(turn)});
  await Promise.all(turns);
}
