import {readdirSync} from "node:fs";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import type {Outbox} from "../../datasets/sample/outbox.ts";
import {loadSample} from "../../datasets/sample/load.ts";
import {type Random, randomFor} from "../../datasets/sample/random.ts";
import {onSchedule} from "../load/open-model.ts";
import {startServer} from "../running-server.ts";
import {keptFaults} from "./kept.ts";
import {type ProcessSize, watchSize} from "./process-size.ts";
import {type Reader, readAnyPage, signInReaders} from "./readers.ts";
import {makeSenders, type Sender, sendAnyFile} from "./senders.ts";
import {saidDefects} from "./said-defects.ts";
import type {SoakSite} from "./site.ts";

/** A reader opens another page every eight seconds, a sender sends another file every two minutes. */
const PAGES_A_SECOND = 1 / 8;
const FILES_A_SECOND = 1 / 120;
const TODAY = "2026-11-28";

export interface SoakPlan {
  dataDir: string;
  sample: Outbox;
  seed: string;
  readers: number;
  senders: number;
  /** Of the quiet time before and after. */
  quietSeconds: number;
  loadSeconds: number;
  /** What a working day brings, as fast as it is answered. */
  day: {pages: number; files: number};
  say: (line: string) => void;
}

export interface Phase {
  /** Only what goes on for long shows whether memory and handles stay flat. */
  isLong: boolean;
  name: string;
  seconds: number;
  /** Milliseconds until an answer was whole, counted from the moment at which it was due. */
  pages: number[];
  files: number[];
  sizes: ProcessSize[];
}

export interface SoakReport {
  phases: Phase[];
  /** How many pages and files were answered how; 0 is no answer. */
  statuses: Map<string, number>;
  acknowledged: number;
  faults: string[];
}

/** What stays the same over the phases. */
interface Soak extends SoakPlan {
  site: SoakSite;
  random: Random;
  signedIn: Reader[];
  units: Sender[];
  statuses: Map<string, number>;
}

/** Runs the real server with readers and senders in phases, and looks at what it kept when it has ended. */
export async function soak(plan: SoakPlan): Promise<SoakReport> {
  const {dataDir, say} = plan;
  const {signedIn, units, before} = await prepare(plan);
  say(`${before} files are in place`);
  const server = await startServer(dataDir, {today: TODAY, env: {UV_THREADPOOL_SIZE: "16"}});
  const statuses = new Map<string, number>();
  const site = {origin: server.url, pid: server.pid};
  const phases: Phase[] = [];
  try {
    const running: Soak = {...plan, site, signedIn, units, statuses, random: randomFor(`soak ${plan.seed}`)};
    const {quietSeconds, loadSeconds} = plan;
    for (const run of [
      () => scheduled(running, {name: "first pages", seconds: quietSeconds, hasSenders: false}),
      () => scheduled(running, {name: "quiet", seconds: quietSeconds, hasSenders: false}),
      () => scheduled(running, {name: "load", seconds: loadSeconds, hasSenders: true}),
      () => workingDay(running),
      () => scheduled(running, {name: "quiet again", seconds: quietSeconds, hasSenders: false})
    ]) {
      const phase = await run();
      phases.push(phase);
      say(`${phase.name}: ${[...statuses].map(([key, count]) => `${key}: ${count}`).join(", ")} so far`);
    }
  } finally {
    await server.stop();
  }
  const faults = await keptFaults(dataDir, units, {before});
  const acknowledged = units.reduce((sum, unit) => sum + unit.acknowledged.length, 0);
  return {
    phases,
    statuses,
    acknowledged,
    faults: [...answerFaults(statuses), ...saidDefects(server.said()), ...faults]
  };
}

async function prepare({dataDir, sample, readers, senders}: SoakPlan) {
  const store = await openStore(dataDirAt(dataDir));
  try {
    await loadSample(store, `${TODAY}T04:00:00.000Z`, sample);
    const codes = Array.from({length: 36}, (_, at) => `U${String(at + 1).padStart(2, "0")}`);
    return {
      signedIn: await signInReaders(store, readers, codes),
      units: await makeSenders(store, codes.slice(0, senders)),
      before: readdirSync(store.dir.submissions).length
    };
  } finally {
    await store.ledger.close();
  }
}

async function scheduled(
  running: Soak,
  {name, seconds, hasSenders}: {name: string; seconds: number; hasSenders: boolean}
): Promise<Phase> {
  const size = watchSize(running.site.pid);
  const [pages, files] = await Promise.all([
    onSchedule({perSecond: running.readers * PAGES_A_SECOND, seconds}, () => readOne(running)),
    onSchedule({perSecond: hasSenders ? running.senders * FILES_A_SECOND : 0, seconds}, (nth) => sendOne(running, nth))
  ]);
  return {name, isLong: hasSenders, seconds, pages: pages.times, files: files.times, sizes: size.stop()};
}

const READING_AT_ONCE = 8;
const SENDING_AT_ONCE = 2;

/** Everything that comes on a day, each as soon as the one before it was answered. */
async function workingDay(running: Soak): Promise<Phase> {
  const size = watchSize(running.site.pid);
  const started = performance.now();
  const [pages, files] = await Promise.all([
    inTurns(running.day.pages, READING_AT_ONCE, () => readOne(running)),
    inTurns(running.day.files, SENDING_AT_ONCE, (nth) => sendOne(running, nth))
  ]);
  const seconds = (performance.now() - started) / 1000;
  return {name: "day", isLong: true, seconds, pages, files, sizes: size.stop()};
}

async function inTurns(count: number, atOnce: number, act: (nth: number) => Promise<boolean>): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const go = async () => {
    while (next < count) {
      const started = performance.now();
      await act(next++);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({length: atOnce}, go));
  return times;
}

async function readOne({site, signedIn, random, statuses}: Soak): Promise<boolean> {
  return noted(statuses, "page", await readAnyPage(site, signedIn, random));
}

async function sendOne({site, units, random, statuses}: Soak, nth: number): Promise<boolean> {
  return noted(statuses, "file", await sendAnyFile(site, units[nth % units.length]!, random));
}

function noted(statuses: Map<string, number>, what: string, status: number): boolean {
  const key = `${what} ${status}`;
  statuses.set(key, (statuses.get(key) ?? 0) + 1);
  return status === 200 || status === 201;
}

/** A page is there for whoever may read it, a file is right and finds a place. */
function answerFaults(statuses: Map<string, number>): string[] {
  return [...statuses]
    .filter(([key]) => !["page 200", "file 200", "file 201"].includes(key))
    .map(([key, count]) => `${key}: ${count} times`);
}
