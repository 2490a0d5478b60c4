import {type ChildProcess, fork} from "node:child_process";
import {once} from "node:events";
import {join} from "node:path";
import pLimit from "p-limit";
import {projectRoot} from "#pipelines/host/root.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import type {Reading, ReadingAnswer, ReadingRequest, READINGS, Readings} from "./readings.ts";

/** Enough for a sheet of a million rows with texts of their own; the process ends beyond it. */
const MEGABYTES = 512;
/** A sheet of a million rows is read in a quarter of this. */
const SECONDS = 20;
const SECONDS_PER_MEGABYTE = 4;
const MOST_PROCESSES = 2;

export interface ReadingLimits {
  /** The size of the file, which it has time by. */
  byteCount: number;
  /** Ends the reading, because nobody waits for it any more. */
  signal?: AbortSignal;
  seconds?: number;
  megabytes?: number;
}

const inTurn = pLimit(MOST_PROCESSES);
/** Processes that have nothing to do; starting one takes longer than reading a small file. */
const idle: ChildProcess[] = [];

/**
 * Reads in a process of its own, which cannot fill this one's memory nor stop it, and has none of its secrets. A process
 * that takes too much or dies is a finding about the file; what waited for others goes on with a new one.
 */
export function readApart<R extends Reading>(
  reading: R,
  of: Parameters<(typeof READINGS)[R]>,
  limits: ReadingLimits
): Promise<Readings[R] | Finding> {
  return inTurn(async () => {
    limits.signal?.throwIfAborted();
    const told = await ask({reading, of}, limits);
    if ("finding" in told) return told.finding;
    if ("defect" in told) throw new Error(`${reading}: ${told.defect}`);
    return told.result as Readings[R];
  });
}

async function ask(request: ReadingRequest, limits: ReadingLimits): Promise<ReadingAnswer | {finding: Finding}> {
  const {byteCount, signal, megabytes = MEGABYTES} = limits;
  const seconds = limits.seconds ?? SECONDS + Math.ceil((byteCount / 1024 / 1024) * SECONDS_PER_MEGABYTE);
  const child = megabytes === MEGABYTES ? (idle.pop() ?? (await started(megabytes))) : await started(megabytes);
  let isLate = false;
  const end = () => child.kill("SIGKILL");
  const clock = setTimeout(() => {
    isLate = true;
    end();
  }, seconds * 1000);
  signal?.addEventListener("abort", end);
  try {
    if (signal?.aborted) end();
    const answer = answerOf(child);
    child.send(request);
    const told = await answer;
    if (told && megabytes === MEGABYTES) idle.push(child);
    else end();
    if (told) return told;
    signal?.throwIfAborted();
    return {
      finding: isLate
        ? {code: "file/heavy", of: "seconds", limit: seconds}
        : {code: "file/heavy", of: "megabytes", limit: megabytes}
    };
  } finally {
    clearTimeout(clock);
    signal?.removeEventListener("abort", end);
    setWaitedFor(child, false);
  }
}

/** The answer; undefined where the process ended without one. */
async function answerOf(child: ChildProcess): Promise<ReadingAnswer | undefined> {
  setWaitedFor(child, true);
  const over = new AbortController();
  try {
    return await Promise.race([
      once(child, "message", {signal: over.signal}).then(([answer]) => answer as ReadingAnswer),
      once(child, "exit", {signal: over.signal}).then(() => undefined)
    ]);
  } finally {
    over.abort();
  }
}

async function started(megabytes: number): Promise<ChildProcess> {
  const child = fork(join(projectRoot, "pipelines/files/apart/reading-process.ts"), [], {
    cwd: projectRoot,
    execArgv: [`--max-old-space-size=${megabytes}`, "--import", "tsx"],
    env: {NODE_ENV: "production"},
    serialization: "advanced",
    // A process that runs out of memory prints pages about itself.
    stdio: ["ignore", "ignore", "ignore", "ipc"]
  });
  child.on("error", () => child.kill("SIGKILL"));
  child.once("exit", () => {
    const at = idle.indexOf(child);
    if (at !== -1) idle.splice(at, 1);
  });
  if ((await answerOf(child)) === undefined) throw new Error("the process that reads files did not start");
  return child;
}

/** An idle process keeps this one from ending as little as a finished one does. */
function setWaitedFor(child: ChildProcess, isWaitedFor: boolean): void {
  if (isWaitedFor) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
