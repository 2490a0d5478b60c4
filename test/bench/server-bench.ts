import {type ChildProcess, execFile, spawn} from "node:child_process";
import {once} from "node:events";
import {rm} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import autocannon from "autocannon";
import {loadSample} from "../../datasets/sample/load.ts";
import {dataDirAt} from "../../pipelines/data-dir.ts";
import {projectRoot} from "../../pipelines/root.ts";
import {openStore} from "../../pipelines/store.ts";
import {tokenOf} from "../signed-in.ts";
import {median} from "./measured.ts";

/** Those of an account that may see what is measured. */
type Headers = Record<string, string>;

const MONTH = "2026-10";
const ROUNDS = 300;
const WARM_UP = 100;
const LOAD_SECONDS = 10;
const CONNECTIONS = 10;

export interface ServerFigures {
  overviewMs: number;
  emptyMs: number;
  ratio: number;
  overviewPerSecond: number;
  kpisPerSecond: number;
}

/** The production server over the sample year: the overview beside an empty page, and requests a second. */
export async function benchServer(folder: string): Promise<ServerFigures> {
  const build = join(projectRoot, "build-bench");
  const dataDir = join(folder, "sample");
  const store = openStore(dataDirAt(dataDir));
  await loadSample(store, `${MONTH}-31T00:00:00.000Z`);
  store.ledger.close();
  const headers = {authorization: `Bearer ${tokenOf(dataDir, "office")}`};
  const remix = join(dirname(createRequire(import.meta.url).resolve("@remix-run/dev/package.json")), "dist", "cli.js");
  const config = fileURLToPath(new URL("./vite.config.ts", import.meta.url));
  await promisify(execFile)(process.execPath, [remix, "vite:build", "--config", config], {
    cwd: projectRoot,
    maxBuffer: 1 << 26
  });
  const script = fileURLToPath(new URL("./serve.ts", import.meta.url));
  const server = spawn(process.execPath, ["--import", "tsx", script, build], {
    env: {...process.env, DATA_DIR: dataDir, NODE_ENV: "production", UV_THREADPOOL_SIZE: "16"},
    stdio: ["ignore", "pipe", "inherit"]
  });
  try {
    const origin = `http://127.0.0.1:${await portOf(server)}`;
    const pages = await timePages({
      overview: `${origin}/?month=${MONTH}`,
      empty: `${origin}/bench/empty?month=${MONTH}`,
      headers
    });
    return {
      ...pages,
      overviewPerSecond: await requestsPerSecond(`${origin}/?month=${MONTH}`, headers),
      kpisPerSecond: await requestsPerSecond(`${origin}/api/kpis.json?month=${MONTH}`, headers)
    };
  } finally {
    server.kill("SIGTERM");
    await rm(build, {recursive: true, force: true});
  }
}

async function portOf(server: ChildProcess): Promise<number> {
  const [line] = (await once(server.stdout!, "data")) as [Buffer];
  return Number(line.toString().trim());
}

/** One request at a time, in turn, so that both pages meet the same machine. */
async function timePages({overview, empty, headers}: {overview: string; empty: string; headers: Headers}) {
  const times: {overview: number; empty: number}[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const measured = {overview: await timeOf(overview, headers), empty: await timeOf(empty, headers)};
    if (round >= WARM_UP) times.push(measured);
  }
  return {
    overviewMs: median(times.map((time) => time.overview)),
    emptyMs: median(times.map((time) => time.empty)),
    ratio: median(times.map((time) => time.overview / time.empty))
  };
}

async function timeOf(url: string, headers: Headers): Promise<number> {
  const started = performance.now();
  const response = await fetch(url, {headers});
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - started;
}

async function requestsPerSecond(url: string, headers: Headers): Promise<number> {
  const result = await autocannon({url, headers, connections: CONNECTIONS, duration: LOAD_SECONDS});
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}
