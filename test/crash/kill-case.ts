import {cpSync, rmSync} from "node:fs";
import {join} from "node:path";
import {randomFor} from "../../datasets/sample/random.ts";
import {dataIn, type Ended, runAction} from "./child-process.ts";
import {faultsAfter} from "./faults-after.ts";
import type {Prepared} from "./prepared.ts";

/** A scenario whose points are known. */
export interface Target {
  prepared: Prepared;
  /** The points of an action that nobody disturbs. */
  points: string[];
  /** How long that took. */
  actMs: number;
}

export interface KillCase {
  seed: string;
  /** The number of the case among those of its scenario, from 0. */
  index: number;
  target: Target;
  /** How many starts after it are killed at most. */
  mostStarts: number;
}

export interface CaseResult {
  kills: number;
  /** The points that processes were killed at; those that were killed by the clock have none. */
  reached: string[];
  isAcknowledged: boolean;
  faults: string[];
}

export interface Workshop {
  bundle: string;
  root: string;
  /** One at a time: checks share this process. */
  inTurn: <T>(check: () => Promise<T>) => Promise<T>;
}

/** Points of opening a data directory, about; a start that passes more of them is not killed. */
const START_POINTS = 40;

/**
 * Kills the action at one point or moment, kills some of the starts after it, and checks what is left. The same seed and
 * index choose the same.
 */
export async function runKillCase(
  {seed, index, target, mostStarts}: KillCase,
  {bundle, root, inTurn}: Workshop
): Promise<CaseResult> {
  const {prepared, points, actMs} = target;
  const {scenario} = prepared;
  const random = randomFor(`crash ${seed} ${scenario.name} ${index}`);
  const folder = join(root, `case-${scenario.name}-${index}`);
  cpSync(prepared.folder, folder, {recursive: true});
  const kill = async (name: string, most: number, ms: number): Promise<Ended> => {
    const isByClock = random.chance(0.25);
    const [at, after] = [random.between(1, most), Math.round(random.next() * ms)];
    return isByClock
      ? runAction({bundle, scenario: name, folder, killAfterMs: after})
      : runAction({bundle, scenario: name, folder, fault: {kind: "kill", at}});
  };
  const place = placeOf(seed, target, index);
  const acted =
    place === undefined
      ? await kill(scenario.name, points.length, actMs * 1.1)
      : await runAction({bundle, scenario: scenario.name, folder, fault: {kind: "kill", at: place}});
  const starts: Ended[] = [];
  for (let left = random.between(0, mostStarts); left > 0; left--) starts.push(await kill("reopen", START_POINTS, 60));
  const isRepeated = random.chance(0.25);
  const ended = [acted, ...starts];
  const crashed = ended.filter(({signal, code}) => signal !== "SIGKILL" && code !== 0);
  const {isAcknowledged} = acted;
  const faults = await inTurn(async () => [
    ...crashed.map(({code, stderr}) => `ended by itself with ${code}: ${stderr.trim().slice(-600)}`),
    ...(await faultsAfter({prepared, dir: dataIn(folder), isAcknowledged, isRepeated}).catch((error: unknown) => [
      `it does not open: ${error instanceof Error ? error.stack : String(error)}`
    ]))
  ]);
  if (faults.length === 0) rmSync(folder, {recursive: true, force: true});
  return {
    kills: ended.filter(({signal}) => signal === "SIGKILL").length,
    reached: ended.flatMap(({reached}) => reached ?? []),
    isAcknowledged,
    faults
  };
}

/** Each point of a scenario comes once, in an order of the seed; then it is for chance. */
function placeOf(seed: string, {prepared, points}: Target, index: number): number | undefined {
  const order = randomFor(`order ${seed} ${prepared.scenario.name}`).sample(
    points.map((_, at) => at + 1),
    points.length
  );
  return order[index];
}
