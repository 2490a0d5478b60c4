import type {DataDir} from "#pipelines/host/data-dir.ts";
import {readRevision} from "#pipelines/ledger/submission-entries.ts";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {servedNumbers} from "./numbers.ts";
import {type Prepared, readState} from "./prepared.ts";
import {opened} from "./scenario.ts";
import {ledgerCounts, wholenessFaults} from "./wholeness.ts";

/** A scenario and what it looks like before and after. */
type Compared = Pick<Prepared, "scenario" | "before" | "after">;

interface After {
  prepared: Compared;
  dir: DataDir;
  /** A person was told that the action succeeded. */
  isAcknowledged: boolean;
  /** Do the action again, and see that it has its effect once. */
  isRepeated: boolean;
}

/** States that were rebuilt before: their numbers need not be computed again. */
const rebuilt = new Set<string>();

/** Opens a data directory after a fault as at the next start, and returns what breaks the promise. */
export async function faultsAfter({prepared, dir, isAcknowledged, isRepeated}: After): Promise<string[]> {
  const {scenario, before, after} = prepared;
  const found = await opened(dir, async (store) => {
    const faults = await wholenessFaults(store);
    const counts = ledgerCounts(dir);
    if (!scenario.isInSteps && counts !== before.counts && counts !== after.counts)
      faults.push(`between before and after: ${differenceOf(counts, before.counts)}`);
    const served = await servedNumbers(dir);
    if (served !== before.numbers && served !== after.numbers) faults.push("served numbers are of neither state");
    const isDone = await scenario.isDone(store);
    if (isAcknowledged && !isDone) faults.push("acknowledged, and not there");
    if (isAcknowledged && served !== after.numbers) faults.push("acknowledged, and served numbers are the old ones");
    if (!scenario.isInSteps && before.counts !== after.counts && isDone !== (counts === after.counts))
      faults.push(`${isDone ? "done" : "not done"}, but the ledger holds: ${differenceOf(counts, before.counts)}`);
    faults.push(...((await scenario.faultsBeside?.(dir, isDone)) ?? []));
    faults.push(...(await numberFaults(store, {prepared, counts, isDone})));
    return {faults, isDone};
  });
  if (found.faults.length > 0 || !isRepeated) return found.faults;
  return (await repeatFaults(prepared, dir, found.isDone)).map((fault) => `done again: ${fault}`);
}

/** The numbers of the recovered ledger are those of one of both states, whole. */
async function numberFaults(
  {dir, ledger}: Store,
  {prepared, counts, isDone}: {prepared: Compared; counts: string; isDone: boolean}
): Promise<string[]> {
  const {scenario, before, after} = prepared;
  const key = [scenario.name, counts, isDone, await readRevision(ledger), newestBuild(dir)?.revision].join(" ");
  if (rebuilt.has(key)) return [];
  const {numbers} = await readState({dir, ledger});
  const expected = scenario.isInSteps ? [before.numbers, after.numbers] : [isDone ? after.numbers : before.numbers];
  if (!expected.includes(numbers)) return ["the numbers that are built now are of neither state"];
  rebuilt.add(key);
  return [];
}

async function repeatFaults({scenario, after}: Compared, dir: DataDir, wasDone: boolean): Promise<string[]> {
  if (wasDone && scenario.addsEachTime) return [];
  await scenario.act(dir);
  return opened(dir, async (store) => {
    const faults = await wholenessFaults(store);
    if (!(await scenario.isDone(store))) faults.push("not there");
    const {numbers, counts} = await readState(store);
    if (numbers !== after.numbers) faults.push("other numbers than after the action");
    if (!scenario.isInSteps && counts !== after.counts)
      faults.push(`doubled or lost: ${differenceOf(counts, after.counts)}`);
    return faults;
  });
}

/** The tables whose counts differ. */
function differenceOf(counts: string, other: string): string {
  const others = new Set(other.split(", "));
  return counts
    .split(", ")
    .filter((text) => !others.has(text))
    .join(", ");
}
