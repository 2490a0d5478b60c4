import {type ChildProcess, execFile, spawn} from "node:child_process";
import {once} from "node:events";
import {rm} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import autocannon from "autocannon";
import {loadSample} from "../../datasets/sample/load.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {openStore} from "#pipelines/store/store.ts";
import {csvOf} from "../pipelines/csv.ts";
import {browserOf, sessionOf, tokenOf} from "../signed-in.ts";
import {benchBrowser, type BrowserFigures} from "./browser-bench.ts";
import {median} from "./measured.ts";
import {benchMonthEnd, type MonthEndFigures, UNITS} from "./month-end-bench.ts";
import {benchReaders, type ReadersFigures} from "./readers-bench.ts";
import {benchWire} from "./wire-bench.ts";

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
  /** From sending a file of ten activities to the overview that counts them. */
  sentToSeenMs: number;
  /** On the wire, for who opens the page for the first time. */
  overviewKb: number;
  kpiKb: number;
  browser: BrowserFigures;
  readers: ReadersFigures;
  monthEnd: MonthEndFigures;
}

interface ServedSite {
  origin: string;
  /** Of a program that has signed in. */
  headers: Record<string, string>;
}

/** The production server over the sample year: the overview beside an empty page, and requests a second. */
export async function benchServer(folder: string): Promise<ServerFigures> {
  const build = join(projectRoot, "build-bench");
  const dataDir = join(folder, "sample");
  const store = await openStore(dataDirAt(dataDir));
  await loadSample(store, `${MONTH}-31T00:00:00.000Z`);
  await store.ledger.close();
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
    const site = {
      origin: `http://127.0.0.1:${await portOf(server)}`,
      headers: await browserOf(dataDir, "office")
    };
    const pages = await timePages(site);
    const session = await sessionOf(dataDir, "leadership");
    const wire = await benchWire([`/?month=${MONTH}`, `/kpis/K23?month=${MONTH}`], {url: site.origin, session});
    const [overviewKb = 0, kpiKb = 0] = wire.values();
    return {
      ...pages,
      ...{overviewKb, kpiKb},
      browser: await benchBrowser(folder, {origin: site.origin, session, month: MONTH}),
      overviewPerSecond: await requestsPerSecond(site, `/?month=${MONTH}`),
      kpisPerSecond: await requestsPerSecond(site, `/api/kpis.json?month=${MONTH}`),
      sentToSeenMs: await timeSending(site),
      readers: await benchReaders({...site, month: MONTH}),
      monthEnd: await benchMonthEnd({...site, month: MONTH}, await sendingUnits(dataDir))
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
async function timePages(site: ServedSite) {
  const times: {overview: number; empty: number}[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const measured = {
      overview: await timeOf(site, `/?month=${MONTH}`),
      empty: await timeOf(site, `/bench/empty?month=${MONTH}`)
    };
    if (round >= WARM_UP) times.push(measured);
  }
  return {
    overviewMs: median(times.map((time) => time.overview)),
    emptyMs: median(times.map((time) => time.empty)),
    ratio: median(times.map((time) => time.overview / time.empty))
  };
}

async function sendingUnits(dataDir: string) {
  const units = [];
  for (let at = 1; at <= UNITS; at++) {
    const unit = `U${String(at).padStart(2, "0")}`;
    units.push({unit, headers: {authorization: `Bearer ${await tokenOf(dataDir, "unit", unit)}`}});
  }
  return units;
}

const SENDINGS = 7;

/** Each time another file; the overview names how many submissions wait, so it shows whether it counts the new one. */
async function timeSending(site: ServedSite): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < SENDINGS; round++) {
    const rows = Array.from({length: 10}, (_, index) => ({
      activity_id: `BENCH-${round}-${index}`,
      activity_name: `活动${round}-${index}`,
      start_date: `${MONTH}-12`
    }));
    const before = await waitingOn(site);
    const started = performance.now();
    const sent = await fetch(`${site.origin}/api/submissions/activities`, {
      method: "POST",
      body: csvOf("activities", rows),
      headers: site.headers
    });
    if (sent.status !== 201) throw new Error(`the file was answered with ${sent.status}: ${await sent.text()}`);
    const after = await waitingOn(site);
    times.push(performance.now() - started);
    if (after !== before + 1) throw new Error(`${before} waited before and ${after} after`);
  }
  return median(times);
}

async function waitingOn({origin, headers}: ServedSite): Promise<number> {
  const page = await (await fetch(`${origin}/?month=${MONTH}`, {headers})).text();
  return Number(/>未审 (\d+) 份</.exec(page)?.[1]);
}

async function timeOf({origin, headers}: ServedSite, path: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(origin + path, {headers});
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return performance.now() - started;
}

async function requestsPerSecond({origin, headers}: ServedSite, path: string): Promise<number> {
  const result = await autocannon({url: origin + path, headers, connections: CONNECTIONS, duration: LOAD_SECONDS});
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}
