import {readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {dataIn, runAction} from "../crash/child-process.ts";
import type {Scenario} from "../crash/scenario.ts";
import {RecordedDisk} from "./disk.ts";
import type {Operation} from "./operation.ts";
import {CALLS, isMemoryOnly, readStrace} from "./strace-lines.ts";
import {readTree, type Tree} from "./tree.ts";

/** An action on a data directory, as the disk saw it. */
export interface Trace {
  scenario: string;
  /** What was on the disk before, whole. */
  initial: Tree;
  operations: Operation[];
}

/** Prepares the scenario in a new folder below `root`, and records it there. */
export async function recordScenario(scenario: Scenario, root: string, bundle: string): Promise<Trace> {
  const folder = join(root, scenario.name);
  await scenario.prepare(dataIn(folder));
  const trace = await recordTrace(scenario, folder, bundle);
  requireSame(treeAtEnd(trace), readTree(folder));
  return trace;
}

const treeAtEnd = (trace: Trace) => {
  const disk = new RecordedDisk(trace, "");
  return disk.treeOf(disk.whole);
};

/** A disk that is replayed wholly must hold what the action left, or the model of it is wrong. */
function requireSame(replayed: Tree, real: Tree): void {
  for (const path of new Set([...replayed.keys(), ...real.keys()])) {
    const [own, other] = [replayed.get(path), real.get(path)];
    const isSame = Buffer.isBuffer(own) && Buffer.isBuffer(other) ? own.equals(other) : own === other;
    if (!isSame) throw new Error(`the recorded disk ends with another ${path} than the real one`);
  }
}

/** Does the action in `folder`, which the scenario has prepared, in a process that strace watches. */
async function recordTrace(scenario: Scenario, folder: string, bundle: string): Promise<Trace> {
  const initial = readTree(folder);
  const to = `${folder}.strace`;
  const command = ["strace", "-f", "-y", "-xx", "-s", String(2 ** 27), "-o", to, "-e", `trace=${CALLS.join(",")}`];
  const {isAcknowledged, stderr} = await runAction({bundle, scenario: scenario.name, folder, command});
  if (!isAcknowledged) throw new Error(`${scenario.name} fails under strace: ${stderr}`);
  const text = readFileSync(to, "latin1");
  rmSync(to);
  const pid = /^\d+/.exec(text)![0];
  const operations = readStrace(text, folder)
    .filter((operation) => !("path" in operation && isMemoryOnly(operation.path)))
    .map((operation) => withoutProcess(operation, pid));
  return {scenario: scenario.name, initial, operations};
}

/** More than Linux ever gives a process: after a power cut the number in a name is nobody's. */
const NOBODY = 99_999_999;

function withoutProcess(operation: Operation, pid: string): Operation {
  const own = new RegExp(`((?:^|/)(?:tmp|retention)/|(?:restoring|unfinished|sqlite)-)${pid}(?=-|/|$)`);
  const renamed = {...operation};
  for (const key of ["path", "to", "from"] as const) {
    const given = renamed as Partial<Record<typeof key, string>>;
    if (given[key] !== undefined) given[key] = given[key].replace(own, `$1${NOBODY}`);
  }
  return renamed;
}
