import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {randomFor} from "../../datasets/sample/random.ts";
import {NOT_SYNCED} from "#pipelines/host/durable.ts";
import {bundleChild} from "./bundle.ts";
import {dataIn, runAction} from "./child-process.ts";
import {FAILURE_CODES, type Fault} from "./fault.ts";
import {faultsAfter} from "./faults-after.ts";
import {prepare, type Prepared, type Workshop} from "./prepared.ts";
import type {Scenario} from "./scenario.ts";

export interface ErrorOptions {
  scenarios: readonly Scenario[];
  seed: string;
  /** So many cases of each scenario; all of them in their order if there are fewer. */
  cases: number;
  /** Only the k-th call of each scenario. */
  only?: number;
  say?: (line: string) => void;
}

export interface ErrorTally {
  scenario: string;
  /** Calls below the data directory and beside it that the action makes. */
  calls: number;
  cases: number;
  /** It succeeded all the same, and said so. */
  acknowledged: number;
  /** It gave up with an error. */
  refused: number;
  /** The process ended itself because something could not be synced. */
  stopped: number;
}

export interface ErrorReport {
  tallies: ErrorTally[];
  faults: {scenario: string; fault: Failing; faults: string[]}[];
}

/**
 * Lets the k-th call of `node:fs` fail, for k = 1, 2, 3 …, once alone and once with all that come after it, or a sample
 * of these, and checks what is left. Which failure it is, is drawn from the seed.
 */
export async function runErrors({scenarios, seed, cases, only, say = () => {}}: ErrorOptions): Promise<ErrorReport> {
  const root = mkdtempSync(join(tmpdir(), "errors-"));
  const workshop = {bundle: await bundleChild(), root};
  const report: ErrorReport = {tallies: [], faults: []};
  for (const scenario of scenarios) {
    const prepared = await prepare(scenario, workshop);
    const calls = await callsOf(prepared, workshop);
    const tally = {scenario: scenario.name, calls, cases: 0, acknowledged: 0, refused: 0, stopped: 0};
    const all = failuresOf(calls, `${seed} ${scenario.name}`).filter(({at}) => only === undefined || at === only);
    for (const fault of cases < all.length ? randomFor(`errors ${seed}`).sample(all, cases) : all) {
      const {faults, outcome} = await runErrorCase(prepared, fault, workshop);
      tally.cases++;
      tally[outcome]++;
      if (faults.length > 0) report.faults.push({scenario: scenario.name, fault, faults});
    }
    report.tallies.push(tally);
    say(`${scenario.name}: ${tally.cases} failures of ${calls} calls, ${report.faults.length} faults`);
    rmSync(prepared.folder, {recursive: true});
  }
  if (report.faults.length === 0) rmSync(root, {recursive: true});
  return report;
}

type Failing = Extract<Fault, {kind: "fail"}>;

/** A call that never comes does not fail, and all are counted. */
async function callsOf({scenario, folder}: Prepared, {bundle, root}: Workshop): Promise<number> {
  const beside = join(root, "counted");
  cpSync(folder, beside, {recursive: true});
  const fault: Fault = {kind: "fail", at: 0, code: "EIO"};
  const {points} = await runAction({bundle, scenario: scenario.name, folder: beside, fault});
  rmSync(beside, {recursive: true});
  return points.length;
}

function failuresOf(calls: number, seed: string): Failing[] {
  return Array.from({length: calls}, (_, index) => index + 1).flatMap((at) => {
    const random = randomFor(`error ${seed} ${at}`);
    return [
      {kind: "fail", at, code: random.pick(FAILURE_CODES), lasts: false},
      // A full, read-only or exhausted system stays so; a bad sector is one.
      {kind: "fail", at, code: random.pick(LASTING), lasts: true}
    ];
  });
}

const LASTING = FAILURE_CODES.filter((code) => code !== "EIO");

async function runErrorCase(
  prepared: Prepared,
  fault: Failing,
  {bundle, root}: Workshop
): Promise<{faults: string[]; outcome: "acknowledged" | "refused" | "stopped"}> {
  const {scenario} = prepared;
  const folder = join(root, `case-${scenario.name}-${fault.at}${fault.lasts ? "-on" : ""}`);
  cpSync(prepared.folder, folder, {recursive: true});
  const {isAcknowledged, code, signal, stderr, reached} = await runAction({
    ...{bundle, folder, fault},
    scenario: scenario.name
  });
  const faults = [
    ...(signal === null ? [] : [`ended by ${signal}`]),
    ...(code === NOT_SYNCED && !/没有把.*写牢/.test(stderr) ? ["stopped without words"] : []),
    ...(await faultsAfter({prepared, dir: dataIn(folder), isAcknowledged, isRepeated: fault.at % 5 === 0}).catch(
      (error: unknown) => [`it does not open: ${error instanceof Error ? error.stack : String(error)}`]
    ))
  ].map((text) => `${reached ?? "no call"}: ${text}`);
  if (faults.length === 0) rmSync(folder, {recursive: true, force: true});
  const refused = code === NOT_SYNCED ? "stopped" : "refused";
  return {faults, outcome: isAcknowledged ? "acknowledged" : refused};
}
