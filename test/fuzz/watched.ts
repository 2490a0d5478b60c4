import {fork} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";
import type {Work} from "./fuzz-child.ts";
import type {TargetReport, TargetRun} from "./run-target.ts";

/** A case may take this long; it hangs where it takes six times as long. */
const SECONDS = 5;
const HANGS_AFTER = 6 * SECONDS;
/** A busy machine starts and stops a server in less. */
const OPENS_AND_CLOSES_WITHIN = 180;
/** More than the process had when it began its first case. */
const MEGABYTES = 500;
/** Less than that, so that what is above it is not only garbage. */
const HEAP_MEGABYTES = 384;
const LOOKS_MS = 250;

export interface Watched extends TargetReport {
  seconds: number;
  /** The most memory beyond that of the first case. */
  megabytes: number;
}

/** Runs a target in a process of its own, which is ended where a case hangs or takes too much. */
export async function runWatched(target: string, run: TargetRun): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-run-"));
  const counter = join(folder, "case");
  const began = performance.now();
  const work: Work = {...run, target, counter, seconds: SECONDS};
  const child = fork(join(projectRoot, "test/fuzz/fuzz-child.ts"), [JSON.stringify(work)], {
    cwd: projectRoot,
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`, "--import", "tsx"],
    env: {...process.env, SENSITIVE_KEY: "5e".repeat(32)}
  });
  let report: TargetReport | undefined;
  child.on("message", (message) => (report = message as TargetReport));
  let why: string | undefined;
  let megabytes = 0;
  let first: number | undefined;
  let last: {step: number | "opening" | "closing"; since: number} = {step: "opening", since: performance.now()};
  const look = setInterval(() => {
    const at = caseIn(counter);
    const held = residentOf(child.pid!);
    const step = report ? "closing" : (at ?? "opening");
    const limit = typeof step === "number" ? HANGS_AFTER : OPENS_AND_CLOSES_WITHIN;
    if (step !== last.step) last = {step, since: performance.now()};
    else if (performance.now() - last.since > limit * 1000) why ??= `took more than ${limit} s`;
    if (typeof step === "number") {
      first ??= held;
      megabytes = Math.max(megabytes, held - first);
      if (megabytes > MEGABYTES) why ??= `took more than ${MEGABYTES} MB`;
    }
    if (why) child.kill("SIGKILL");
  }, LOOKS_MS);
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  clearInterval(look);
  const at = caseIn(counter) ?? 0;
  rmSync(folder, {recursive: true});
  const ended = {
    path: String(at),
    words: `${why ?? `ended with ${signal ?? code}`}${report ? " after its last case" : ""}`
  };
  report ??= {target, cases: at};
  if (code !== 0) report.failure ??= ended;
  return {...report, seconds: (performance.now() - began) / 1000, megabytes};
}

function caseIn(counter: string): number | undefined {
  try {
    const bytes = readFileSync(counter);
    return bytes.length === 8 ? Number(bytes.readBigUInt64LE()) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const PAGE_BYTES = 4096;

/** The memory of a process in megabytes, as Linux counts it; 0 where nobody counts. */
function residentOf(pid: number): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES) / 1024 / 1024;
  } catch {
    return 0;
  }
}
