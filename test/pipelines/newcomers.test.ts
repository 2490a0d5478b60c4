import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {readWaitingRows} from "#pipelines/numbers/waiting-rows.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {readSubmission} from "#pipelines/ledger/submission-entries.ts";
import {deletePerson} from "#pipelines/retention/person.ts";
import {annotate} from "#pipelines/submissions/annotated.ts";
import type {Store} from "#pipelines/store/store.ts";
import type {Outcome} from "#pipelines/submissions/outcome.ts";
import {rowsInFile} from "../ledger-file.ts";
import {rows} from "../rows.ts";
import {
  actorOf,
  csvOf,
  emptyStore,
  keptRows,
  piecesOf,
  readSeries,
  type Row,
  send,
  sendAccepted,
  sharedStore,
  withdraw
} from "./store.ts";

const personOf = (at: number) => String(at).padStart(5, "0");
const PEOPLE = Array.from({length: 40}, (_, at) => personOf(at + 1));
const NEWCOMER = "00099";

const rosterOf = (people: string[]) =>
  csvOf(
    "members",
    people.map((person_id) => ({person_id, unit_code: "U01", on_post_status: "在岗"}))
  );

/** Two units, forty people of the first, and an activity of each. */
async function campus(): Promise<Store> {
  const filled = await emptyStore();
  const asOf = "2026-01-01";
  await sendAccepted(filled, "units", csvOf("units", [{unit_code: "U01"}, {unit_code: "U02", unit_name: "第二学院"}]), {
    asOf
  });
  await sendAccepted(filled, "members", rosterOf(PEOPLE), {asOf});
  await sendAccepted(
    filled,
    "activities",
    csvOf("activities", [
      {activity_id: "A1", start_date: "2026-03-12", end_date: "2026-03-12", status: "已完成"},
      {
        activity_id: "A2",
        organizer_unit_code: "U02",
        start_date: "2026-05-06",
        end_date: "2026-05-06",
        status: "已完成"
      }
    ])
  );
  return filled;
}

const cameTo = (activity_id: string, people: string[]) =>
  people.map((person_id): Row => ({activity_id, person_id, attended: "是"}));
const listOf = (people: string[], activity = "A1") => csvOf("participation", cameTo(activity, people));

const codesOf = (outcome: Outcome) => ("findings" in outcome ? outcome.findings.shown.map(({code}) => code) : []);
const newcomersOf = (outcome: Outcome) => ("newcomers" in outcome ? outcome.newcomers : undefined);

const build = ({dir, ledger}: Store) => rebuildWarehouse(dir, ledger, {now: "2026-11-15T06:00:00.000Z"});

async function numeratorOf(store: Store, code: string, month: string): Promise<number | undefined> {
  const series = await readSeries(await build(store));
  return series
    .filter((cell) => cell.code === code && cell.month === month && cell.segment === null)
    .reduce<number | undefined>((sum, {numerator}) => (sum ?? 0) + numerator, undefined);
}

async function waitingIn(store: Store) {
  const {path} = await build(store);
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  await db.run("use built");
  return readWaitingRows(db);
}

// Nothing is kept of what is refused or only tried.
const shared = sharedStore();
let filled: Promise<unknown> | undefined;

async function known(): Promise<Store> {
  await (filled ??= sendAccepted(shared(), "members", rosterOf(PEOPLE), {asOf: "2026-02-01"}));
  return shared();
}

test("an unknown 工号 refuses the file as long as nobody says that the person is new", async () => {
  const outcome = await send(await known(), "participation", listOf([...PEOPLE, NEWCOMER]));
  expect([outcome.outcome, codesOf(outcome)]).toEqual(["refused", ["cell/reference"]]);
  expect(newcomersOf(outcome)).toEqual({
    count: 1,
    row_count: 1,
    people: [NEWCOMER],
    of: 41,
    may_be_accepted: true,
    is_accepted: false
  });
});

test("a file with a newcomer is taken when its sender says so, with one warning for each of them", async () => {
  const file = csvOf("participation", [
    ...cameTo("A1", [...PEOPLE, NEWCOMER]),
    {activity_id: "A2", person_id: NEWCOMER, attended: "是"}
  ]);
  const outcome = await send(await known(), "participation", file, {acceptsNewcomers: true, isDryRun: true});
  expect(outcome).toMatchObject({outcome: "acceptable", counts: {read: 42, added: 42}});
  expect("findings" in outcome && outcome.findings).toMatchObject({
    blocking: 0,
    warnings: 1,
    shown: [{code: "cell/newcomer", value: NEWCOMER, count: 2}]
  });
});

test.each([
  ["one in twenty may be new", 19, 1, "acceptable"],
  ["more than one in twenty are no newcomers but a wrong column", 18, 1, "refused"],
  ["two in forty may be new", 38, 2, "acceptable"],
  ["three in forty are too many", 37, 3, "refused"]
])("%s", async (_, there, fresh, expected) => {
  const people = [...PEOPLE.slice(0, there), ...Array.from({length: fresh}, (__, at) => personOf(90 + at))];
  const outcome = await send(await known(), "participation", listOf(people), {acceptsNewcomers: true, isDryRun: true});
  expect(outcome.outcome).toBe(expected);
  expect(newcomersOf(outcome)?.may_be_accepted).toBe(expected === "acceptable");
});

test.each([1, 2])(
  "what %i unknown people are told holds for a file of which they are too large a part",
  async (fresh) => {
    const people = [...PEOPLE.slice(0, 23), ...Array.from({length: fresh}, (_, at) => personOf(90 + at))];
    const outcome = await send(await known(), "participation", listOf(people.slice(fresh === 1 ? -1 : 0)));
    const [finding] = "findings" in outcome ? outcome.findings.shown : [];
    expect(newcomersOf(outcome)?.may_be_accepted).toBe(false);
    expect(findingLine(finding!)).toContain("不超过文件全部工号的二十分之一时可确认后先收下");
  }
);

test.each([
  ["a name", "会员0099"],
  ["a 工号 that lost its zeros", "99"],
  ["a failed formula", "#N/A"],
  ["a number that a spreadsheet spoilt", "3.20311E+17"],
  ["a mobile number", "13800000000"]
])("%s is no newcomer, whatever the sender says", async (_, person) => {
  const outcome = await send(await known(), "participation", listOf([...PEOPLE, person]), {acceptsNewcomers: true});
  expect(outcome.outcome).toBe("refused");
  expect(newcomersOf(outcome)?.may_be_accepted ?? false).toBe(false);
});

test("other faults refuse the file all the same, and are told beside the newcomers", async () => {
  const file = csvOf("participation", [
    ...cameTo("A1", [...PEOPLE, NEWCOMER]),
    {activity_id: "A9", person_id: "00001"}
  ]);
  const outcome = await send(await known(), "participation", file, {acceptsNewcomers: true});
  expect([outcome.outcome, codesOf(outcome)]).toEqual(["refused", ["cell/reference", "cell/newcomer"]]);
  expect(newcomersOf(outcome)).toMatchObject({count: 1, is_accepted: true});
});

test("a unit's newcomer may have come to another unit's activity", async () => {
  const file = listOf([...PEOPLE, NEWCOMER], "A2");
  const sent = (acceptsNewcomers: boolean) =>
    known().then((store) => send(store, "participation", file, {unit: "U01", acceptsNewcomers, isDryRun: true}));
  expect(codesOf(await sent(false))).toEqual(["cell/reference"]);
  expect((await sent(true)).outcome).toBe("acceptable");
});

test("the annotated file says of a newcomer what the answer says", async () => {
  const {dir, ledger} = await known();
  const request = {
    ...actorOf("U01"),
    dataset: "participation",
    fileName: "签到.csv",
    chunks: piecesOf(listOf([...PEOPLE, NEWCOMER])),
    today: "2026-11-15",
    now: "2026-11-15T04:00:00.000Z",
    acceptsNewcomers: true
  };
  const annotated = await annotate(dir, ledger, "annotated-newcomer", request);
  expect(annotated).toMatchObject({rowCount: 1});
});

test("a newcomer's row counts nowhere until a roster names the person, and then by itself", async () => {
  const store = await campus();
  const {submission_id} = await sendAccepted(store, "participation", listOf([...PEOPLE, NEWCOMER]), {
    unit: "U01",
    account: "unit-U01",
    acceptsNewcomers: true
  });
  expect(await keptRows(store, submission_id)).toHaveLength(41);
  expect(await numeratorOf(store, "K23", "2026-11-01")).toBe(40);
  expect(await waitingIn(store)).toEqual([
    {submission_id, dataset: "participation", person_count: 1, row_count: 1, rows: [41]}
  ]);
  const roster = await sendAccepted(store, "members", rosterOf([...PEOPLE, NEWCOMER]), {asOf: "2026-10-01"});
  expect(await numeratorOf(store, "K23", "2026-11-01")).toBe(41);
  expect(await waitingIn(store)).toEqual([]);
  await withdraw(store, roster.submission_id);
  expect(await numeratorOf(store, "K23", "2026-11-01")).toBe(40);
  await withdraw(store, submission_id);
  expect(await waitingIn(store)).toEqual([]);
});

test("the ledger keeps who confirmed how many newcomers, and no 工号", async () => {
  const store = await campus();
  const {submission_id} = await sendAccepted(store, "participation", listOf([...PEOPLE, "00098", "00099"]), {
    account: "office",
    acceptsNewcomers: true
  });
  expect(await readSubmission(store.ledger, submission_id)).toMatchObject({
    newcomer_count: 2,
    newcomers_confirmed_by: "office"
  });
  const [{detail = ""} = {}] = rowsInFile<{detail: string}>(
    {ledger: store.dir.ledger},
    "select detail from audit where action = 'submitted' order by audit_id desc limit 1"
  );
  expect(JSON.parse(detail)).toMatchObject({newcomers: 2});
  await store.ledger.settle();
  const bytes = readFileSync(store.dir.ledger, "utf8");
  expect(bytes).toContain("cell/newcomer");
  expect(bytes).not.toMatch(/0009[89]/);
});

test("a file without unknown people keeps no confirmation, though one was given", async () => {
  const store = await campus();
  const {submission_id} = await sendAccepted(store, "participation", listOf(PEOPLE), {
    account: "office",
    acceptsNewcomers: true
  });
  expect(await readSubmission(store.ledger, submission_id)).toMatchObject({
    newcomer_count: 0,
    newcomers_confirmed_by: null
  });
});

test("the same bytes sent again change nothing, confirmed or not", async () => {
  const store = await campus();
  const file = listOf([...PEOPLE, NEWCOMER]);
  await sendAccepted(store, "participation", file, {acceptsNewcomers: true});
  for (const acceptsNewcomers of [false, true])
    expect((await send(store, "participation", file, {acceptsNewcomers, isDryRun: true})).outcome).toBe(
      "already-accepted"
    );
});

test("what a waiting row would replace stands until a roster names its person", async () => {
  const store = await campus();
  const award = (record_id: string, person_id: string, rest: Row = {}): Row => ({
    record_id,
    person_id,
    record_type: "上级荣誉",
    deliverable_code: "T10-01",
    level: "国家级",
    subject_type: "个人",
    stage: "获得",
    is_new_this_year: "是",
    apply_date: "2026-03-01",
    result_date: "2026-04-01",
    ...rest
  });
  await sendAccepted(
    store,
    "awards",
    csvOf(
      "awards",
      PEOPLE.slice(0, 20).map((person, at) => award(`R${at}`, person))
    )
  );
  // R0 is now said to be a newcomer's, and not of this year.
  const second = [
    award("R0", NEWCOMER, {is_new_this_year: "否"}),
    ...PEOPLE.slice(1, 20).map((person, at) => award(`R${at + 1}`, person))
  ];
  const sent = await sendAccepted(store, "awards", csvOf("awards", second), {acceptsNewcomers: true});
  expect(sent.counts).toMatchObject({added: 0, updated: 1, unchanged: 19});
  expect(await numeratorOf(store, "K44", "2026-11-01")).toBe(20);
  await sendAccepted(store, "members", rosterOf([...PEOPLE, NEWCOMER]), {asOf: "2026-10-01"});
  expect(await numeratorOf(store, "K44", "2026-11-01")).toBe(19);
});

test("a waiting row makes a report of its month, though no number", async () => {
  const store = await campus();
  const file = csvOf("participation", [...cameTo("A1", PEOPLE), ...cameTo("A2", [NEWCOMER])]);
  await sendAccepted(store, "participation", file, {unit: "U01", acceptsNewcomers: true});
  const {path} = await build(store);
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  expect(
    await rows(
      db,
      "select month::varchar as month, sent_count, row_count, required_cells from built.marts.coverage where dataset = 'participation' order by month"
    )
  ).toEqual([
    {month: "2026-03-01", sent_count: 40, row_count: 40, required_cells: 120},
    {month: "2026-05-01", sent_count: 1, row_count: 0, required_cells: 0}
  ]);
});

test("of sensitive records it is said that some wait, not how many, and they count once the person is named", async () => {
  const store = await campus();
  const filed = [...PEOPLE.slice(0, 24), NEWCOMER].map((person_id, at): Row => ({
    record_id: `H${at}`,
    person_id,
    record_type: "困难建档",
    eligible_verified: "是",
    file_date: "2026-03-02",
    file_status: "在档"
  }));
  const {submission_id} = await sendAccepted(store, "assistance", csvOf("assistance", filed), {acceptsNewcomers: true});
  expect(await waitingIn(store)).toEqual([
    {submission_id, dataset: "assistance", person_count: null, row_count: null, rows: null}
  ]);
  const headline = async () =>
    (await readSeries(await build(store))).find(
      ({code, month, unit_code, segment}) =>
        code === "K35" && month === "2026-11-01" && unit_code === null && segment === null
    );
  expect(await headline()).toMatchObject({numerator: 24, denominator: 24});
  await sendAccepted(store, "members", rosterOf([...PEOPLE, NEWCOMER]), {asOf: "2026-10-01"});
  expect(await waitingIn(store)).toEqual([]);
});

test("a newcomer who is made unknown goes on waiting, and one who counted goes on counting", async () => {
  const store = await campus();
  await sendAccepted(store, "participation", listOf([...PEOPLE, "00098", NEWCOMER]), {acceptsNewcomers: true});
  await sendAccepted(store, "members", rosterOf([...PEOPLE, "00098"]), {asOf: "2026-10-01"});
  const before = await numeratorOf(store, "K23", "2026-11-01");
  for (const personId of ["00098", NEWCOMER])
    await deletePerson(store.dir, store.ledger, {
      personId,
      secret: "a secret of this test that is long enough",
      by: "命令行",
      now: "2026-11-15T06:00:00.000Z",
      isDryRun: false,
      on: "2026-11-15"
    });
  expect(before).toBe(41);
  expect(await numeratorOf(store, "K23", "2026-11-01")).toBe(41);
  expect(await waitingIn(store)).toMatchObject([{person_count: 1, row_count: 1, rows: [42]}]);
});
