import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {runInFile} from "../../ledger-file.ts";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {expect, test} from "vitest";
import {randomFor} from "../../../datasets/sample/random.ts";
import {readAudit, verifyAudit} from "#pipelines/ledger/audit.ts";
import {readRemovals, readRemovedOriginal, type Removal} from "#pipelines/removals/removals.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {originalPath} from "#pipelines/accepted/accepted-rows.ts";
import {startChild} from "../child.ts";
import {csvOf, emptyStore, keptRows, sendAccepted, send, temporaryFolder, withdraw} from "../store.ts";
import {codeOf, filesWith, ids, nameOf, numbersOf, pastYear, retain, sendLastLists, stateOf} from "./past-year.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

async function datasetsOf({ledger}: Store, removals: Removal[]): Promise<(string | undefined)[]> {
  const submissions = await readSubmissions(ledger);
  const datasetOf = (id: string | null) => submissions.find(({submission_id}) => submission_id === id)?.dataset;
  return removals.filter(({what}) => what === "submission").map(({submission_id}) => datasetOf(submission_id));
}

test("what is over loses its persons and originals, and every number of every month stays", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  const before = await numbersOf(store);
  // Numbers about people that would break if one were told apart or joined wrongly. (K37 and K38 are of too few to be shown.)
  const told = (code: string) => before.series!.filter((row) => row.code === code && Number(row.numerator) > 0).length;
  for (const code of ["K13", "K17", "K19", "K22", "K23", "K26", "K28", "K29", "K35", "K36", "K42", "K47", "K48"])
    expect(told(code), code).toBeGreaterThan(0);
  const removals = await retain(store);
  expect(await numbersOf(store)).toEqual(before);
  expect((await datasetsOf(store, removals)).sort()).toEqual([
    "assistance",
    "assistance",
    "awards",
    "members",
    "members",
    "participation",
    "proposals",
    "units",
    "welfare"
  ]);
  const roster = await keptRows(store, ids["members 2026-01-01"]!);
  expect(roster).toHaveLength(24);
  expect(roster.slice(0, 3)).toMatchObject([
    {person_id: codeOf(1), name: "已删除", birth_date: "1961-02-01", hire_date: "2026-01-01", union_group: "已删除"},
    {person_id: codeOf(2), name: "已删除", gender: "女"},
    {person_id: expect.stringMatching(/^匿名-[0-9a-f]{16}$/), name: "已删除", mobile: null}
  ]);
  expect(roster[3]).toMatchObject({union_group: null});
  const [helped] = await keptRows(store, ids["assistance 2026-04-01"]!);
  expect(helped).toMatchObject({record_id: "H2026-001", hardship_cause: null, amount_yuan: null, file_status: "在档"});
});

test("whom no newer file names is the same stranger everywhere and nowhere known; whom one names keeps the code", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  const removals = await retain(store);
  const codes = async (id: string) => (await keptRows(store, ids[id]!)).map((row) => row.person_id);
  const [january, may] = [await codes("members 2026-01-01"), await codes("members 2026-05-31")];
  expect(january.filter((code) => !String(code).startsWith("匿名-"))).toEqual([codeOf(1), codeOf(2)]);
  expect(new Set(january).size).toBe(24);
  expect(may).toEqual(january.filter((_, at) => at !== 5));
  expect(await codes("assistance 2026-04-01")).toEqual(january.slice(0, 16));
  const found = removals.find(({submission_id}) => submission_id === ids["assistance 2026-04-01"]);
  expect(found).toMatchObject({is_original_removed: 1, row_count: 16, kept_count: 2});
  const gone = [...Array(24).keys()].map((at) => codeOf(at + 1)).slice(2);
  const rows = JSON.stringify(await Promise.all(Object.values(ids).map((id) => keptRows(store, id))));
  expect(rows).toContain(codeOf(1));
  // A record's own number is not looked into: it is told people not to write 工号 there.
  expect(gone.filter((code) => rows.replaceAll(/W-\d+-\d/g, "").includes(code))).toEqual([]);
});

test.each([
  ["2028-01-01", ["assistance", "assistance"]],
  ["2027-12-31", []],
  ["2029-12-31", ["assistance", "assistance"]],
  ["2030-01-01", ["members", "participation", "welfare", "assistance", "assistance", "awards", "proposals"]]
])("sensitive records last a year after theirs, personal ones three: on %s %j", async (on, datasets) => {
  const store = await pastYear();
  const removals = await retain(store, {on, isDryRun: true});
  expect(await datasetsOf(store, removals)).toEqual(datasets);
});

test("a list that nothing has replaced stays, however old", async () => {
  const store = await pastYear();
  const before = await keptRows(store, ids["members 2026-05-31"]!);
  const removals = await retain(store, {on: "2040-01-01"});
  const touched = removals.map(({submission_id}) => submission_id);
  expect(touched).toContain(ids["members 2026-01-01"]);
  expect(touched).not.toContain(ids["members 2026-05-31"]);
  expect(touched).not.toContain(ids["units 2026-01-01"]);
  expect(await keptRows(store, ids["members 2026-05-31"]!)).toEqual(before);
  expect(existsSync(originalPath(store.dir, ids["members 2026-05-31"]!))).toBe(true);
});

test("of a withdrawn file nothing is left", async () => {
  const store = await pastYear();
  await withdraw(store, ids["welfare 2026-09-01"]!);
  const before = await numbersOf(store);
  await retain(store);
  expect(await keptRows(store, ids["welfare 2026-09-01"]!)).toEqual([]);
  expect(await numbersOf(store)).toEqual(before);
});

test("a dry run tells the same and changes nothing", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  await numbersOf(store);
  const before = stateOf(store);
  const told = await retain(store, {isDryRun: true});
  expect(stateOf(store)).toEqual(before);
  expect(await retain(store)).toEqual(told);
});

test("run twice, the second finds nothing to do", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  await retain(store, {on: "2030-01-01"});
  const before = stateOf(store);
  expect(await retain(store, {on: "2030-01-01", now: "2030-01-01T05:00:00.000Z"})).toEqual([]);
  expect(stateOf(store)).toEqual(before);
});

test("once nothing newer names them, those whose code stayed become strangers too", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  await retain(store);
  const last = {asOf: "2026-12-31", today: "2026-12-31"};
  await sendAccepted(store, "members", csvOf("members", [{person_id: "70001"}]), last);
  const units = [{unit_code: "U01"}, {unit_code: "U02", unit_name: "第二学院"}];
  await sendAccepted(store, "units", csvOf("units", units), last);
  const before = await numbersOf(store);
  await retain(store, {on: "2032-01-01"});
  const people = (await keptRows(store, ids["members 2026-01-01"]!)).map(({person_id}) => String(person_id));
  expect(people.filter((code) => !code.startsWith("匿名-"))).toEqual([]);
  expect(await numbersOf(store)).toEqual(before);
});

test("the day's file and the audit say what was taken away, and name nobody", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  await retain(store);
  const path = join(store.dir.retention, "2031-01-01.jsonl");
  const lines = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(10);
  expect(lines[0]).toMatchObject({
    rule: "retention",
    removed_on: "2031-01-01",
    what: "submission",
    dataset: "units",
    is_original_removed: 1
  });
  expect(lines.at(-1)).toMatchObject({what: "audit"});
  const said = readFileSync(path, "utf8") + JSON.stringify(await readAudit(store.ledger));
  expect(said).not.toMatch(/\b660\d\d\b|会员/);
  const [others, submissions] = await readAudit(store.ledger);
  expect(submissions).toMatchObject({who: "admin", action: "audit-shortened"});
  expect(others).toMatchObject({action: "retention-run", object: "2031-01-01"});
  expect((await verifyAudit(store.ledger)).isIntact).toBe(true);
});

test("broken off in the middle, the run is finished by whoever comes next, to the same strangers", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  const before = await numbersOf(store);
  const last = ids["proposals 2026-07-01"]!;
  // What cannot be removed stops the run after some files have changed and others have not.
  renameSync(originalPath(store.dir, last), join(store.dir.root, "aside"));
  mkdirSync(originalPath(store.dir, last));
  await expect(retain(store)).rejects.toThrow();
  expect(readdirSync(join(store.dir.retention, "pending")).length).toBeGreaterThan(0);
  expect(existsSync(originalPath(store.dir, ids["members 2026-01-01"]!))).toBe(false);
  expect(await readRemovals(store.ledger)).toEqual([]);
  rmSync(originalPath(store.dir, last), {recursive: true});
  renameSync(join(store.dir.root, "aside"), originalPath(store.dir, last));
  await (await openStore(store.dir)).ledger.close();
  expect(readdirSync(store.dir.retention)).toEqual(["2031-01-01.jsonl"]);
  expect(await readRemovals(store.ledger)).toHaveLength(9);
  expect(existsSync(originalPath(store.dir, last))).toBe(false);
  expect(await numbersOf(store)).toEqual(before);
  expect((await retain(store)).filter(({what}) => what === "submission")).toEqual([]);
});

test("a rebuild finishes what was broken off before it reads anything", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  const before = await numbersOf(store);
  const first = ids["units 2026-01-01"]!;
  renameSync(originalPath(store.dir, first), join(store.dir.root, "aside"));
  mkdirSync(originalPath(store.dir, first));
  await expect(retain(store)).rejects.toThrow();
  rmSync(originalPath(store.dir, first), {recursive: true});
  expect(await numbersOf(store)).toEqual(before);
  expect(existsSync(join(store.dir.retention, "pending"))).toBe(false);
  expect(await readRemovals(store.ledger)).toHaveLength(9);
});

test("the same bytes are known again though they are gone, and the day is told", async () => {
  const store = await pastYear();
  const id = ids["awards 2026-06-01"]!;
  const bytes = readFileSync(originalPath(store.dir, id));
  await retain(store);
  expect(existsSync(originalPath(store.dir, id))).toBe(false);
  expect(await readRemovedOriginal(store.ledger, id)).toEqual({removed_on: "2031-01-01", rule: "retention"});
  expect(await send(store, "awards", bytes, {fileName: "again.csv"})).toMatchObject({
    outcome: "already-accepted",
    submission_id: id
  });
});

test("sign-ins that ended long ago go, those that hold or ended lately stay", async () => {
  const store = await emptyStore();
  const {dir, ledger} = store;
  runInFile(
    dir,
    "insert into accounts (account_id, name, role, made_at) values ('1', 'office', 'office', '2025-01-01')"
  );
  const session = (hash: string, ends_at: string, revoked_at: string | null) =>
    runInFile(
      dir,
      "insert into sessions (token_hash, account_id, is_pending, made_at, seen_at, ends_at, revoked_at) values (?, '1', 0, '', '', ?, ?)",
      ...[hash, ends_at, revoked_at]
    );
  session("old", "2025-11-25T15:59:00.000Z", null);
  // 16:00 in UTC is the next day in China: 400 days before the last of the year.
  session("just kept", "2025-11-25T16:00:00.000Z", null);
  session("revoked", "2026-12-30T00:00:00.000Z", "2025-01-01T00:00:00.000Z");
  const token = (id: string, expires_at: string) =>
    runInFile(
      dir,
      "insert into api_tokens (token_id, token_hash, account_id, label, made_at, expires_at) values (?, ?, '1', '', '', ?)",
      ...[id, id, expires_at]
    );
  token("old", "2025-06-01T00:00:00.000Z");
  token("holds", "2027-06-01T00:00:00.000Z");
  const feed = (id: string, revoked_at: string | null) =>
    runInFile(
      dir,
      "insert into calendar_feeds (feed_id, token_hash, account_id, label, scope, made_at, revoked_at) values (?, ?, '1', '', 'all', '2025-01-01', ?)",
      ...[id, id, revoked_at]
    );
  feed("revoked long ago", "2025-06-01T00:00:00.000Z");
  feed("revoked", "2026-12-01T00:00:00.000Z");
  feed("valid", null);
  runInFile(
    dir,
    "insert into links (token_hash, purpose, account_id, made_at, expires_at) values ('l', 'reset', '1', '', '2025-01-01')"
  );
  runInFile(
    dir,
    "insert into attempts values ('address:x', 3, '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z')"
  );
  expect(await retain(store, {on: "2026-12-31"})).toEqual([
    {what: "sign-ins", submission_id: null, is_original_removed: 0, row_count: 6, kept_count: 0}
  ]);
  expect(await ledger.selectFrom("sessions").select("token_hash").execute()).toEqual([{token_hash: "just kept"}]);
  expect(await ledger.selectFrom("api_tokens").select("token_id").execute()).toEqual([{token_id: "holds"}]);
  const feeds = await ledger.selectFrom("calendar_feeds").select("feed_id").orderBy("feed_id").execute();
  expect(feeds.map(({feed_id}) => feed_id)).toEqual(["revoked", "valid"]);
  expect((await readAudit(ledger))[0]).toMatchObject({action: "retention-run", detail: '{"sign-ins":6}'});
});

test("what a person is called by is in no column that stays as it is", async () => {
  const store = await pastYear();
  await sendLastLists(store);
  await retain(store);
  const kept = JSON.stringify(await Promise.all(Object.values(ids).map((id) => keptRows(store, id))));
  expect(kept).not.toContain(nameOf(3));
  expect(kept).not.toContain("1988-02-29");
});

test("killed at any moment, a run changes no number and is finished by the next", async () => {
  const random = randomFor("retention");
  const given = await pastYear();
  await sendLastLists(given);
  const before = await numbersOf(given);
  for (let run = 0; run < 5; run++) {
    const folder = temporaryFolder();
    await given.ledger.settle();
    cpSync(given.dir.root, folder, {recursive: true});
    const child = startChild("test/pipelines/retention/begin-retention.ts", [], folder);
    const gone = new Promise((resolve) => child.once("close", resolve));
    await new Promise((resolve) => child.stdout!.once("data", resolve));
    await sleep(random.between(50, 700));
    child.kill("SIGKILL");
    await gone;
    const store = await emptyStore(folder);
    expect(await numbersOf(store)).toEqual(before);
    await retain(store);
    expect(await numbersOf(store)).toEqual(before);
    expect((await readRemovals(store.ledger)).filter(({what}) => what === "submission")).toHaveLength(9);
    expect(filesWith(store, codeOf(3)).filter((name) => name.endsWith("original"))).toEqual([]);
  }
});
