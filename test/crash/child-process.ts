import {spawn} from "node:child_process";
import {setTimeout as sleep} from "node:timers/promises";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {type Fault, FAULT_VARIABLE, SAID} from "./fault.ts";

/** What a child said before it ended. */
export interface Ended {
  isAcknowledged: boolean;
  /** The point that it was killed at, or the call that failed. */
  reached?: string;
  /** The points that it passed, if it came to its end. */
  points: string[];
  /** How long it took from its beginning, when all was loaded. */
  ms: number;
  code: number | null;
  signal: NodeJS.Signals | null;
  stderr: string;
}

export interface ChildRun {
  bundle: string;
  scenario: string;
  /** The folder with the data directory in it, and what lies beside. */
  folder: string;
  fault?: Fault;
  /** Killed from outside, so long after it began. */
  killAfterMs?: number;
  /** Where another program is to start it, such as one that limits it. */
  command?: string[];
}

export const dataIn = (folder: string) => dataDirAt(`${folder}/data`);

/** Runs an action in a process of its own until it ends or is killed. */
export async function runAction({
  bundle,
  scenario,
  folder,
  killAfterMs,
  fault = {kind: killAfterMs === undefined ? "list" : "wait"},
  command = []
}: ChildRun): Promise<Ended> {
  const [program, ...given] = [...command, process.execPath, bundle, scenario];
  const child = spawn(program!, given, {
    env: {
      ...process.env,
      DATA_DIR: dataIn(folder).root,
      UNION_PLAN_TODAY: "2026-11-15",
      [FAULT_VARIABLE]: JSON.stringify(fault)
    }
  });
  const said = {stdout: "", stderr: ""};
  let begun = performance.now();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (said.stdout === "") {
      begun = performance.now();
      if (killAfterMs !== undefined) void sleep(killAfterMs).then(() => child.kill("SIGKILL"));
    }
    said.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on("close", (...ended) => resolve(ended))
  );
  const ms = performance.now() - begun;
  const lines = said.stdout.split("\n");
  const after = (word: string) => lines.find((line) => line.startsWith(word))?.slice(word.length);
  return {
    isAcknowledged: lines.includes(SAID.acknowledged),
    reached: after(SAID.reached),
    points: JSON.parse(after(SAID.points) ?? "[]") as string[],
    ms,
    code,
    signal,
    stderr: said.stderr
  };
}
