import {cpSync, rmSync} from "node:fs";
import {join} from "node:path";
import {randomFor} from "../../datasets/sample/random.ts";
import {dataIn, type Ended, runAction} from "./child-process.ts";
import {faultsAfter} from "./faults-after.ts";
import {ACKNOWLEDGED} from "./points.ts";
import type {Prepared, Workshop} from "./prepared.ts";

export interface KillCase {
  seed: string;
  /** The number of the case among those of its scenario, from 0. */
  index: number;
  prepared: Prepared;
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

/** One at a time: checks share this process. */
export type InTurn = <T>(check: () => Promise<T>) => Promise<T>;

/** So many more points does a start after a crash pass at most, to remove what that left. */
const MORE_POINTS = 15;

/** One of so many cases kills after the answer, which has few points of its own. */
const AFTER_ANSWER = 6;

/**
 * Kills the action at one point or moment, kills some of the starts after it, and checks what is left. The same seed and
 * index choose the same.
 */
export async function runKillCase(
  {seed, index, prepared, mostStarts}: KillCase,
  {bundle, root, inTurn}: Workshop & {inTurn: InTurn}
): Promise<CaseResult> {
  const {scenario, action, start} = prepared;
  const random = randomFor(`crash ${seed} ${scenario.name} ${index}`);
  const folder = join(root, `case-${scenario.name}-${index}`);
  cpSync(prepared.folder, folder, {recursive: true});
  const run = {bundle, folder};
  const kill = async (name: string, most: number, ms: number): Promise<Ended> => {
    const isByClock = random.chance(0.25);
    const [at, after] = [random.between(1, most), Math.round(random.next() * ms)];
    return runAction({...run, scenario: name, ...(isByClock ? {killAfterMs: after} : {fault: {kind: "kill", at}})});
  };
  const place = placeOf(seed, prepared, index);
  const acted =
    place === undefined
      ? await kill(scenario.name, action.points.length + 1, action.ms * 1.1)
      : await runAction({...run, scenario: scenario.name, fault: {kind: "kill", at: place}});
  const starts: Ended[] = [];
  for (let left = random.between(0, mostStarts); left > 0; left--)
    starts.push(await kill("reopen", start.points.length + MORE_POINTS, start.ms * 1.5));
  const isRepeated = random.chance(0.15);
  const ended = [acted, ...starts];
  const crashed = ended.filter(({signal}) => signal !== "SIGKILL");
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

/** Each point of an action comes once, in an order of the seed; then it is for chance. Some come after the answer. */
function placeOf(seed: string, {scenario, action: {points}}: Prepared, index: number): number | undefined {
  const random = (what: string) => randomFor(`${what} ${seed} ${scenario.name}`);
  if ((index + random("answer").between(1, AFTER_ANSWER)) % AFTER_ANSWER === 0)
    return random(`after ${index}`).between(points.indexOf(ACKNOWLEDGED) + 1, points.length + 1);
  const order = random("order").sample(
    points.map((_, at) => at + 1),
    points.length
  );
  return order[index];
}
