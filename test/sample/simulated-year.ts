import {createReadStream, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {addAccount} from "#pipelines/accounts/accounts.ts";
import {OFFICE, unitSender} from "#pipelines/contracts/sender.ts";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {addVerdict} from "#pipelines/ledger/submission-entries.ts";
import {noticeNumber} from "#pipelines/messages/notice.ts";
import {readNotices} from "#pipelines/messages/notices.ts";
import {type Supervised, superviseOn} from "#pipelines/messages/supervise.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {isWorkday} from "#pipelines/plan/workdays.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {addException} from "#pipelines/submissions/month-locks.ts";
import {submit} from "#pipelines/submissions/submissions.ts";
import {dayAfter} from "#pipelines/time/chinese-day.ts";
import {firstDayOf, lastDayOf} from "#pipelines/time/months.ts";
import {generateSample, type SampleSubmission} from "../../datasets/sample/generate.ts";

const YEAR = 2026;
const plan = readPlan(YEAR)!;
/** The month that people close; a unit's late file about it needs an exception. */
export const CLOSED_MONTH = "2026-06";

/** A moment of a day in China, ISO 8601 in UTC. */
export const momentOf = (day: string, hour = 12) =>
  new Date(Date.parse(`${day}T00:00:00.000+08:00`) + hour * 3_600_000).toISOString();

/** A year that is being played: a real store, the day it has come to, and what was written down of it. */
export interface PlayedYear {
  store: Store;
  day: string;
  note(line: string): void;
  rebuild(): Promise<void>;
  read<T>(reader: (db: DuckDBConnection) => Promise<T>): Promise<T>;
  deliverable(code: string): Promise<DeliverableProgress>;
}

/** What people do on a day, beside sending the sample's files. */
export type Events = Record<string, (year: PlayedYear) => Promise<void>>;

/**
 * Plays January to December with a given clock: the sample's files arrive on their days, people act, the rules supervise
 * on Mondays that are workdays. Returns the year in words, one line an event, and runs `end` on its last day.
 */
export async function playYear(events: Events, end: (year: PlayedYear) => Promise<void>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "played-year-"));
  const lines: string[] = [];
  const before = process.env.DATA_DIR;
  try {
    const store = await openStore(dataDirAt(join(folder, "data")));
    // An uploaded plan is looked for where the environment says.
    process.env.DATA_DIR = store.dir.root;
    const year = playedYear(store, lines);
    await addAccounts(store);
    const sample = await generateSample(folder);
    for (year.day = `${YEAR}-01-01`; year.day <= `${YEAR}-12-31`; year.day = dayAfter(year.day))
      await playDay(year, {folder, sent: sample.filter(({sent_at}) => sent_at.startsWith(year.day)), events});
    year.day = `${YEAR}-12-31`;
    await end(year);
    await store.ledger.close();
    return `${lines.join("\n")}\n`;
  } finally {
    if (before === undefined) delete process.env.DATA_DIR;
    else process.env.DATA_DIR = before;
    rmSync(folder, {recursive: true, force: true});
  }
}

function playedYear(store: Store, lines: string[]): PlayedYear {
  const {dir, ledger} = store;
  const read = <T>(reader: (db: DuckDBConnection) => Promise<T>) => withFinished(newestBuild(dir)!.path, reader);
  return {
    store,
    day: `${YEAR}-01-01`,
    read,
    note(line) {
      lines.push(`${this.day} ${line}`);
    },
    async rebuild() {
      await rebuildWarehouse(dir, ledger, {now: momentOf(this.day, 13)});
    },
    async deliverable(code) {
      await this.rebuild();
      const tasks = await read((db) => tasksOn(db, this.day));
      return tasks.flatMap(({deliverables}) => deliverables).find((each) => each.code === code)!;
    }
  };
}

interface Day {
  folder: string;
  sent: SampleSubmission[];
  events: Events;
}

async function playDay(year: PlayedYear, {folder, sent, events}: Day): Promise<void> {
  for (const each of sent) await sendOf(year, folder, each);
  await events[year.day]?.(year);
  if (isMonday(year.day) && isWorkday(plan, year.day)) await supervise(year);
  if (year.day === lastDayOf(year.day.slice(0, 7))) await noteMonth(year);
}

const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;

async function sendOf(year: PlayedYear, folder: string, submission: SampleSubmission): Promise<void> {
  const {dataset, file, unit, sent_at, is_approved} = submission;
  let outcome = await submitOf(year.store, folder, submission);
  if (outcome.outcome === "refused" && unit !== null) {
    year.note(`拒收 ${file}：${outcome.findings.shown.map(({code}) => code).join("；")}`);
    const opened = {month: CLOSED_MONTH, unit, dataset, openUntil: year.day, reason: "准予补报", by: "office"};
    await year.store.ledger.transaction((tx) => addException(tx, {...opened, now: momentOf(year.day, 8)}));
    outcome = await submitOf(year.store, folder, submission);
    year.note(`准予补报 ${file}`);
  }
  if (outcome.outcome !== "accepted") throw new Error(`${file} was not accepted: ${outcome.outcome}`);
  const {submission_id} = outcome;
  if (is_approved)
    await year.store.ledger.transaction((tx) =>
      addVerdict(tx, {submission_id, verdict: "approve", given_at: `${sent_at}.000Z`})
    );
}

function submitOf({dir, ledger}: Store, folder: string, {dataset, file, unit, as_of, sent_at}: SampleSubmission) {
  return submit(dir, ledger, {
    ...{dataset, fileName: file, chunks: createReadStream(join(folder, file))},
    ...{sender: unit === null ? OFFICE : unitSender(unit), account: null},
    ...{asOf: as_of, today: as_of, now: `${sent_at}.000Z`}
  });
}

/** One account of each role; of the units, that of U07 and those without an account. */
async function addAccounts({ledger}: Store): Promise<void> {
  const acting = {by: null, now: momentOf(`${YEAR}-01-01`)};
  const facts = {
    office: {role: "office"},
    deputy: {role: "office"},
    leader: {role: "leadership"},
    "unit-U07": {role: "unit", unit: "U07"}
  } as const;
  for (const [name, each] of Object.entries(facts))
    await ledger.transaction((tx) => addAccount(tx, name, each, acting));
}

async function supervise(year: PlayedYear): Promise<void> {
  const {store, day} = year;
  await year.rebuild();
  const run = await superviseOn({
    ...store,
    plan,
    channels: {mail: undefined, robots: []},
    site: "http://127.0.0.1:3000",
    day,
    now: momentOf(day, 9)
  });
  if (run) await noteSupervision(year, run);
}

async function noteSupervision(year: PlayedYear, {changes, messages}: Supervised): Promise<void> {
  const notices = await readNotices(year.store.ledger, YEAR);
  const issued = notices.filter(({issued_on}) => issued_on === year.day);
  for (const notice of issued)
    year.note(`发出 ${noticeNumber(notice)} ${notice.level} ${notice.deliverable_code}：${notice.rules.join("；")}`);
  for (const {notice, event} of changes.events) {
    const what = `${noticeNumber(notice)} ${notice.deliverable_code}`;
    if (event.kind === "raised") year.note(`升为${event.level} ${what}：${event.rules.join("；")}`);
    if (event.kind === "ended") year.note(`结束 ${what}：${event.reason}`);
  }
  for (const {addressee, subject} of messages) year.note(`告知 ${addressee ?? "群"}：${subject}`);
}

async function noteMonth(year: PlayedYear): Promise<void> {
  await year.rebuild();
  for (const task of await year.read((db) => tasksOn(db, year.day))) year.note(`月末 ${sentenceOf(task)}`);
}

/** The tasks as they stand on a day. */
export async function tasksOn(db: DuckDBConnection, on: string, month = firstDayOf(on.slice(0, 7))) {
  return (await readPlanProgress(db, await readSettledPlan(db, plan), {month, on})).tasks;
}

function sentenceOf({code, status, progress, pace}: TaskProgress): string {
  return `${code} ${status} ${progress === null ? "无数据" : `${progress.toFixed(1)}，应达 ${pace.toFixed(1)}`}`;
}
