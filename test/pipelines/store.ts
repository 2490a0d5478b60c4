import {type Actor, OFFICE, unitSender} from "#pipelines/contracts/sender.ts";
import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, onTestFinished} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import type {Build} from "#pipelines/rebuild/rebuild.ts";
import type {Findings} from "#pipelines/findings/findings.ts";
import {isKeptSealed} from "#pipelines/sealed/sealed-files.ts";
import {openRows} from "#pipelines/sealed/sealed-rows.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {placeKept} from "../kept-data.ts";
import {rows} from "../rows.ts";
import type {Counts, Outcome} from "#pipelines/submissions/outcome.ts";
import {submit} from "#pipelines/submissions/submissions.ts";
import type {SubmitRequest} from "#pipelines/submissions/submit-request.ts";
import {contractOf, csvOf, type Row} from "./csv.ts";
import {addVerdict, readSubmission, readSubmissions} from "#pipelines/ledger/submission-entries.ts";

export {contractOf, csvOf, type Row};

const TODAY = "2026-11-15";

/** A folder of its own, gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "union-plan-"));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

export async function emptyStore(folder = temporaryFolder()): Promise<Store> {
  const store = await openStore(dataDirAt(folder));
  onTestFinished(() => store.ledger.close());
  return store;
}

/** Without a unit the office sends. */
export type Sending = Partial<Omit<SubmitRequest, "dataset" | "chunks" | "sender">> & {unit?: string};

/** Who acts in a test: one unit, or the office. */
export function actorOf(unit?: string, account: string | null = null): Actor {
  return {sender: unit === undefined ? OFFICE : unitSender(unit), account};
}

/** Sends a file through the one way in. */
export function send(
  store: Store,
  dataset: string,
  content: string | Uint8Array,
  sending: Sending = {}
): Promise<Outcome> {
  return sendChunks(store, dataset, piecesOf(content), sending);
}

/** What the file itself shows, without what is found beside earlier submissions: see compare.test.ts. */
export function ofFile({shown, blocking, warnings}: Findings): Findings {
  const own = shown.filter(({code}) => code !== "row/similar" && code !== "cell/outlier");
  return {shown: own, blocking, warnings: warnings - (shown.length - own.length)};
}

export function sendChunks(
  {dir, ledger}: Store,
  dataset: string,
  chunks: AsyncIterable<Uint8Array>,
  {unit, account, ...sending}: Sending = {}
): Promise<Outcome> {
  return submit(dir, ledger, {
    ...actorOf(unit, account),
    dataset,
    fileName: `${dataset}.csv`,
    chunks,
    today: TODAY,
    now: `${TODAY}T04:00:00.000Z`,
    ...sending
  });
}

/** The same, for what must be taken. */
export async function sendAccepted(
  store: Store,
  dataset: string,
  content: string | Uint8Array,
  sending: Sending = {}
): Promise<Extract<Outcome, {outcome: "accepted"}>> {
  const outcome = await send(store, dataset, content, sending);
  if (outcome.outcome !== "accepted") throw new Error(`${dataset} was not accepted: ${JSON.stringify(outcome)}`);
  return outcome;
}

export async function* piecesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as string);
  // Small and odd, so that characters are cut in the middle as they are on a network.
  for (let at = 0; at < bytes.length; at += 4099) yield bytes.subarray(at, at + 4099);
}

/** Two units, three people and three activities: what other files refer to. */
export async function sendBasics(store: Store): Promise<void> {
  const asOf = "2026-01-01";
  const units = [{unit_code: "U01"}, {unit_code: "U02", unit_name: "第二学院"}];
  await sendAccepted(store, "units", csvOf("units", units), {asOf});
  const people = [
    {person_id: "00001", name: "会员甲"},
    {person_id: "00002", name: "会员乙", unit_code: "U02"},
    {person_id: "00003", name: "会员丙", unit_code: "U02"}
  ];
  await sendAccepted(store, "members", csvOf("members", people), {asOf});
  const activities = [
    {activity_id: "A1", organizer_unit_code: "U01"},
    {activity_id: "A2", organizer_unit_code: "U02"},
    {activity_id: "H1", organizer_unit_code: "U01", category: "心理健康", need_type: "压力舒缓"}
  ];
  await sendAccepted(store, "activities", csvOf("activities", activities), {today: "2026-04-20"});
}

export async function basicStore(): Promise<Store> {
  const folder = temporaryFolder();
  await placeKept("basics", folder, sendBasics);
  return emptyStore(folder);
}

let parquetReader: ReturnType<typeof memoryDatabase> | undefined;

/** The rows a submission keeps, in the order of its file. */
export async function keptRows({dir, ledger}: Store, submissionId: string): Promise<Record<string, unknown>[]> {
  const submission = (await readSubmission(ledger, submissionId))!;
  if (isKeptSealed(submission)) {
    const db = await memoryDatabase();
    await openRows(db, dir, [submission]);
    return rows(
      db,
      `select * exclude (submission_id, row_number) from opened_${submission.dataset} order by row_number`
    );
  }
  const path = join(dir.submissions, submissionId, "rows.parquet");
  return rows(
    await (parquetReader ??= memoryDatabase()),
    `select * exclude (file_row_number) from read_parquet('${path}', file_row_number = true) order by file_row_number`
  );
}

export interface SeriesRow {
  code: string;
  unit_code: string | null;
  month: string;
  segment: string | null;
  numerator: number;
  denominator: number | null;
}

/** Every number of a build. */
export async function readSeries({path}: Pick<Build, "path">): Promise<SeriesRow[]> {
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  return rows<SeriesRow>(db, "select * from built.kpis.series order by all");
}

export async function withdraw({ledger}: Store, submission_id: string): Promise<void> {
  await ledger.transaction((tx) =>
    addVerdict(tx, {submission_id, verdict: "withdraw", given_at: `${TODAY}T05:00:00.000Z`})
  );
}

/** One for all tests of a file, for files that are refused and so change nothing. */
export function sharedStore(): () => Store {
  let store: Store | undefined;
  beforeAll(async () => {
    store = await openStore(dataDirAt(mkdtempSync(join(tmpdir(), "union-plan-"))));
    await sendBasics(store);
  });
  afterAll(async () => {
    await store!.ledger.close();
    rmSync(store!.dir.root, {recursive: true});
  });
  return () => store!;
}

/** What is left over when read = added + updated + unchanged + refused + skipped: 0. */
export function unreconciled({read, added, updated, unchanged, refused, skipped}: Counts): number {
  return read - added - updated - unchanged - refused - skipped;
}

/** Everything a refused file must leave as it was. */
export async function keptIn({dir, ledger}: Store) {
  return {
    submissions: await readSubmissions(ledger),
    folders: readdirSync(dir.submissions).sort(),
    unfinished: readdirSync(dir.tmp)
  };
}
