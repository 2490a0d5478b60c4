import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {bundleChild} from "./bundle.ts";
import {type CaseResult, type InTurn, runKillCase} from "./kill-case.ts";
import {prepare, type Prepared} from "./prepared.ts";
import type {Scenario} from "./scenario.ts";

export interface CrashOptions {
  scenarios: readonly Scenario[];
  seed: string;
  /** So many processes are killed, unless the time is over before. */
  kills: number;
  minutes?: number;
  /** How many starts after an action are killed at most. */
  mostStarts: number;
  /** Only this case of each scenario. */
  only?: number;
  say?: (line: string) => void;
}

export interface CrashTally {
  scenario: string;
  cases: number;
  kills: number;
  /** Of the points that the action passes. */
  points: number;
  /** Different points that a process was killed at, those of the starts too. */
  reached: Set<string>;
  acknowledged: number;
}

export interface CrashReport {
  kills: number;
  tallies: CrashTally[];
  /** With the case that showed them. */
  faults: {scenario: string; index: number; faults: string[]}[];
}

/** Runs cases of every scenario in turn until enough processes were killed. */
export async function runCrashes({
  scenarios,
  seed,
  kills,
  minutes = 60,
  mostStarts,
  only,
  say = () => {}
}: CrashOptions): Promise<CrashReport> {
  const root = mkdtempSync(join(tmpdir(), "crash-"));
  const bundle = await bundleChild();
  const workshop = {bundle, root, inTurn: turnstile()};
  const report: CrashReport = {kills: 0, tallies: [], faults: []};
  const targets: Prepared[] = [];
  for (const scenario of scenarios) targets.push(await prepare(scenario, workshop));
  report.tallies = targets.map(({scenario, action}) => ({
    scenario: scenario.name,
    points: action.points.length,
    ...{cases: 0, kills: 0, reached: new Set<string>(), acknowledged: 0}
  }));
  const end = performance.now() + minutes * 60_000;
  let next = 0;
  const isOver = () => (only === undefined ? report.kills >= kills || performance.now() > end : next >= targets.length);
  const work = async (): Promise<void> => {
    while (!isOver()) {
      const number = next++;
      const at = number % targets.length;
      const index = only ?? Math.floor(number / targets.length);
      const result = await runKillCase({seed, index, prepared: targets[at]!, mostStarts}, workshop);
      const before = report.kills;
      add(report, report.tallies[at]!, {...result, index});
      if (Math.floor(before / 500) < Math.floor(report.kills / 500))
        say(`${report.kills} kills, ${report.faults.length} faults`);
    }
  };
  // Three at once: while two children work, what another one left is checked.
  await Promise.all([work(), work(), work()]);
  if (report.faults.length === 0) rmSync(root, {recursive: true});
  return report;
}

function add(
  report: CrashReport,
  tally: CrashTally,
  {kills, reached, isAcknowledged, faults, index}: CaseResult & {index: number}
): void {
  report.kills += kills;
  tally.kills += kills;
  tally.cases++;
  if (isAcknowledged) tally.acknowledged++;
  for (const name of reached) tally.reached.add(name);
  if (faults.length > 0) report.faults.push({scenario: tally.scenario, index, faults});
}

/** Lets one pass after the other. */
function turnstile(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (check) => {
    const done = last.then(check, check);
    last = done.catch(() => undefined);
    return done;
  };
}
