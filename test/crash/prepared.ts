import {cpSync, mkdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {dataIn} from "./child-process.ts";
import {servedNumbers} from "./numbers.ts";
import {NOW, opened, type Scenario} from "./scenario.ts";
import {ledgerCounts} from "./wholeness.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";

/** What people see of a data directory. */
export interface State {
  numbers: string;
  counts: string;
}

/** A scenario with its data directory, to be copied for each case, and what it looks like before and after. */
export interface Prepared {
  scenario: Scenario;
  folder: string;
  before: State;
  after: State;
}

export async function prepare(scenario: Scenario, root: string): Promise<Prepared> {
  const folder = join(root, scenario.name);
  mkdirSync(folder, {recursive: true});
  await scenario.prepare(dataIn(folder));
  // Looking at a data directory opens it, and an old ledger would no longer be old.
  const beside = join(root, `${scenario.name}-look`);
  cpSync(folder, beside, {recursive: true});
  const before = await opened(dataIn(beside), readState);
  await scenario.act(dataIn(beside));
  const after = await opened(dataIn(beside), readState);
  rmSync(beside, {recursive: true});
  return {scenario, folder, before, after};
}

export async function readState({dir, ledger}: Parameters<Parameters<typeof opened>[1]>[0]): Promise<State> {
  const counts = ledgerCounts(dir);
  await rebuildWarehouse(dir, ledger, {now: NOW});
  return {numbers: (await servedNumbers(dir))!, counts};
}
