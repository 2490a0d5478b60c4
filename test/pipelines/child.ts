import {type ChildProcess, spawn} from "node:child_process";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";
import {programArguments} from "../programs.ts";

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a TypeScript file of the project as a process of its own, as the commands of package.json do. */
export function startChild(
  script: string,
  args: string[],
  dataDir: string,
  program = ["--import", "tsx", join(projectRoot, script)]
): ChildProcess {
  return spawn(process.execPath, [...program, ...args], {
    cwd: projectRoot,
    env: {...process.env, DATA_DIR: dataDir, UNION_PLAN_TODAY: "2026-11-15"}
  });
}

export function runChild(script: string, args: string[], dataDir: string): Promise<Ended> {
  const child = startChild(script, args, dataDir, programArguments(script));
  const said = {stdout: "", stderr: ""};
  child.stdout!.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({code, ...said})));
}

export const runCli = (args: string[], dataDir: string) => runChild("pipelines/cli/cli.ts", args, dataDir);
