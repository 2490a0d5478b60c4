import fc from "fast-check";
import {compare, type Difference} from "./compare.ts";
import {factsOf} from "./facts.ts";
import {straightWarehouse} from "./straight.ts";
import {worlds} from "./worlds.ts";

export interface Proof {
  worlds: number;
  compared: number;
  /** Names of numbers beside a KPI that have no second computation yet. */
  unproved: Set<string>;
  /** What is left of a failing world, made small, with the first number that differs in it. */
  failure?: string;
}

class DifferenceError extends Error {
  constructor([first]: Difference[]) {
    super(JSON.stringify(first));
  }
}

/** Compares random worlds until one differs; `told` hears of each. */
export async function prove(
  seed: number,
  runs: number,
  {isShrunk = true, told = () => {}}: {isShrunk?: boolean; told?: (proof: Proof) => void} = {}
): Promise<Proof> {
  const proof: Proof = {worlds: 0, compared: 0, unproved: new Set()};
  const property = fc.asyncProperty(worlds(), async (world) => {
    const db = await straightWarehouse(world);
    try {
      const {compared, differences, unproved} = await compare(db, factsOf(world));
      proof.worlds++;
      proof.compared += compared;
      for (const name of unproved) proof.unproved.add(name);
      told(proof);
      if (differences.length > 0) throw new DifferenceError(differences);
    } finally {
      db.closeSync();
    }
  });
  const found = await fc.check(property, {
    seed,
    numRuns: runs,
    endOnFailure: !isShrunk,
    interruptAfterTimeLimit: 60 * 60_000
  });
  return found.failed
    ? {...proof, failure: `${fc.defaultReportMessage(found)}\n${String(found.errorInstance)}`}
    : proof;
}
