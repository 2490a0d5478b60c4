import {cpSync, mkdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {dataIn, runAction} from "./child-process.ts";
import {servedNumbers} from "./numbers.ts";
import {NOW, opened, type Scenario} from "./scenario.ts";
import {ledgerCounts} from "./wholeness.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";

/** What all cases of a run share. */
export interface Workshop {
  bundle: string;
  root: string;
}

/** What people see of a data directory. */
export interface State {
  numbers: string;
  counts: string;
}

/** An action that nobody disturbs. */
export interface Course {
  /** The points that it passes. */
  points: string[];
  ms: number;
}

/** A scenario with its data directory, to be copied for each case, and what it looks like before and after. */
export interface Prepared {
  scenario: Scenario;
  folder: string;
  before: State;
  after: State;
  action: Course;
  /** Of a start after the action. */
  start: Course;
}

export async function prepare(scenario: Scenario, {bundle, root}: Workshop): Promise<Prepared> {
  const folder = join(root, scenario.name);
  mkdirSync(folder, {recursive: true});
  await scenario.prepare(dataIn(folder));
  const beside = `${folder}-beside`;
  // Looking at a data directory opens it, and an old ledger would no longer be old.
  const look = async (act: () => Promise<unknown>): Promise<State> => {
    rmSync(beside, {recursive: true, force: true});
    cpSync(folder, beside, {recursive: true});
    await act();
    return opened(dataIn(beside), readState);
  };
  const course = async (name: string): Promise<Course> => {
    const {points, ms, isAcknowledged, stderr} = await runAction({bundle, scenario: name, folder: beside});
    if (!isAcknowledged) throw new Error(`${name} fails undisturbed: ${stderr}`);
    return {points, ms};
  };
  const before = await look(async () => {});
  let action: Course | undefined;
  const after = await look(async () => (action = await course(scenario.name)));
  const start = await course("reopen");
  rmSync(beside, {recursive: true});
  return {scenario, folder, before, after, action: action!, start};
}

export async function readState({dir, ledger}: Parameters<Parameters<typeof opened>[1]>[0]): Promise<State> {
  const counts = ledgerCounts(dir);
  await rebuildWarehouse(dir, ledger, {now: NOW});
  return {numbers: (await servedNumbers(dir))!, counts};
}
