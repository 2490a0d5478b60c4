import {spawn} from "node:child_process";
import {projectRoot} from "#pipelines/host/root.ts";
import {programArguments} from "./programs.ts";
import {browserOf, tokenOf} from "./signed-in.ts";

export interface RunningServer {
  url: string;
  pid: number;
  /** Asks as the office: an address for programs by a token, any other as a browser. */
  ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** The office's browser, for who asks in another way. */
  headers: Record<string, string>;
  /** A program of the office. */
  program: Record<string, string>;
  /** What it said so far. */
  said: () => string;
  /** Asks it to end, and gives its exit code. */
  stop: () => Promise<number | null>;
}

/** The real server in a process of its own, on any free port. */
export async function startServer(
  dataDir: string,
  {today, hasAccounts = true, env = {}}: {today: string; hasAccounts?: boolean; env?: Record<string, string>}
): Promise<RunningServer> {
  const headers: Record<string, string> = hasAccounts ? await browserOf(dataDir, "office") : {};
  const program: Record<string, string> = hasAccounts
    ? {authorization: `Bearer ${await tokenOf(dataDir, "office")}`}
    : {};
  const server = spawn(process.execPath, programArguments("app/server/http/start.ts"), {
    cwd: projectRoot,
    env: {...process.env, NODE_ENV: "production", DATA_DIR: dataDir, PORT: "0", UNION_PLAN_TODAY: today, ...env},
    stdio: ["ignore", "pipe", "pipe"]
  });
  let said = "";
  server.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
    process.stderr.write(chunk);
  });
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
      const address = /http:\/\/[\d.:]+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code} before it listened: ${said}`)));
  });
  const stop = () =>
    new Promise<number | null>((resolve) => {
      server.once("exit", resolve);
      server.kill("SIGTERM");
    });
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      ...init,
      headers: {...(/^\/api\//.test(path) ? program : headers), ...(init.headers as Record<string, string> | undefined)}
    });
  return {url, pid: server.pid!, ask, headers, program, said: () => said, stop};
}
