import {spawn} from "node:child_process";
import {projectRoot} from "../pipelines/root.ts";

export interface RunningServer {
  url: string;
  /** What it said so far. */
  said: () => string;
  /** Asks it to end, and gives its exit code. */
  stop: () => Promise<number | null>;
}

/** The real server in a process of its own, on any free port. */
export async function startServer(dataDir: string, {today}: {today: string}): Promise<RunningServer> {
  const server = spawn(process.execPath, ["--import", "tsx", "app/server/start.ts"], {
    cwd: projectRoot,
    env: {...process.env, NODE_ENV: "production", DATA_DIR: dataDir, PORT: "0", UNION_PLAN_TODAY: today},
    stdio: ["ignore", "pipe", "inherit"]
  });
  let said = "";
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
  return {url, said: () => said, stop};
}
