import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {randomFor} from "../../datasets/sample/random.ts";
import {dataIn} from "../crash/child-process.ts";
import {SAID} from "../crash/fault.ts";
import {faultsAfter} from "../crash/faults-after.ts";
import {readState, type State} from "../crash/prepared.ts";
import {opened} from "../crash/scenario.ts";
import {scenarioNamed} from "../crash/scenarios.ts";
import {RecordedDisk} from "./disk.ts";
import type {Kept} from "./effect.ts";
import type {Trace} from "./record.ts";
import {type PowerState, powerStates} from "./states.ts";
import {writeTree} from "./tree.ts";

export interface PowerOptions {
  seed: string;
  /** So many states are tried at most, drawn by the seed. */
  most: number;
  say?: (line: string) => void;
}

export interface PowerReport {
  scenario: string;
  /** Calls that were recorded. */
  calls: number;
  /** Different states that were found. */
  states: number;
  tried: number;
  /** Of these, after a person was told of success. */
  acknowledged: number;
  faults: {cut: string; faults: string[]}[];
}

/** Opens the product on what power cuts during a recorded action can leave, and checks the promise each time. */
export async function runPower(trace: Trace, {seed, most, say = () => {}}: PowerOptions): Promise<PowerReport> {
  const root = mkdtempSync(join(tmpdir(), "power-"));
  const disk = new RecordedDisk(trace, SAID.acknowledged);
  const on = async <T>(kept: Kept, act: (folder: string) => Promise<T>): Promise<T> => {
    const folder = join(root, "state");
    writeTree(disk.treeOf(kept), folder);
    try {
      return await act(folder);
    } finally {
      rmSync(folder, {recursive: true});
    }
  };
  const stateOf = (kept: Kept): Promise<State> => on(kept, (folder) => opened(dataIn(folder), readState));
  const prepared = {
    scenario: scenarioNamed(trace.scenario),
    before: await stateOf(new Map()),
    after: await stateOf(disk.whole)
  };
  const states = powerStates(disk, randomFor(`power ${seed} ${trace.scenario}`));
  const tried = chosen(states, most, seed);
  const report: PowerReport = {
    ...{scenario: trace.scenario, calls: trace.operations.length, states: states.length, tried: 0},
    ...{acknowledged: 0, faults: []}
  };
  for (const {kept, cut, isAcknowledged} of tried) {
    const faults = await on(kept, (folder) =>
      faultsAfter({prepared, dir: dataIn(folder), isAcknowledged, isRepeated: false}).catch((error: unknown) => [
        `it does not open: ${error instanceof Error ? error.stack : String(error)}`
      ])
    );
    report.tried++;
    if (isAcknowledged) report.acknowledged++;
    if (faults.length > 0) report.faults.push({cut: `${cut}${isAcknowledged ? ", acknowledged" : ""}`, faults});
    if (report.tried % 100 === 0) say(`${trace.scenario}: ${report.tried} states, ${report.faults.length} with faults`);
  }
  rmSync(root, {recursive: true, force: true});
  return report;
}

/** Half of those that are drawn are the plain ones, everything kept or all unsynced lost; the others are by chance. */
function chosen(states: PowerState[], most: number, seed: string): PowerState[] {
  const random = randomFor(`chosen ${seed}`);
  const plain = states.filter(({isPlain}) => isPlain);
  const some = random.sample(plain, Math.min(plain.length, most >> 1));
  const others = states.filter(({isPlain}) => !isPlain);
  return [...some, ...random.sample(others, Math.min(others.length, most - some.length))];
}
