import {mkdirSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {addAccount} from "#pipelines/accounts/accounts.ts";
import {signIn} from "#pipelines/accounts/sign-in.ts";
import {acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {backUpForTheDay} from "#pipelines/backup/daily-backup.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {verifyAudit} from "#pipelines/ledger/audit.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {rows} from "../rows.ts";
import {
  actorOf,
  basicStore,
  contractOf,
  csvOf,
  emptyStore,
  send,
  sendAccepted,
  sendBasics,
  temporaryFolder
} from "./store.ts";

const AHEAD = {today: "2026-11-15", now: "2026-11-15T04:00:00.000Z"};
/** The same machine a month earlier by its clock, and later in truth. */
const BACK = {today: "2026-10-15", now: "2026-10-15T04:00:00.000Z"};

/** The column of what counts now, as the builds read it. */
async function standing({dir, ledger}: Store, dataset: string, column: string): Promise<string[]> {
  const accepted = (await readInForce(ledger))
    .filter((each) => each.dataset === dataset)
    .map((each) => acceptedRowsOf(dir, each));
  const contract = contractOf(dataset);
  const db = await memoryDatabase();
  const sql = newestSql(contract, `(${acceptedSql(contract, accepted)})`);
  return (await rows<{found: string}>(db, `select ${column} as found from (${sql}) order by all`)).map(
    ({found}) => found
  );
}

const post = (title: string) => csvOf("media", [{item_id: "M1", title}]);

test("a correction counts that was sent later, however far the clock was set back before", async () => {
  const store = await basicStore();
  await sendAccepted(store, "media", post("初稿"), AHEAD);
  const corrected = await sendAccepted(store, "media", post("定稿"), BACK);
  expect(corrected.counts).toMatchObject({added: 0, updated: 1});
  expect(await standing(store, "media", "title")).toEqual(["定稿"]);
  await rebuildWarehouse(store.dir, store.ledger, {now: BACK.now});
  const again = await rebuildWarehouse(store.dir, store.ledger, {now: BACK.now, isForced: true});
  expect(newestBuild(store.dir)!.path).toBe(again.path);
  expect(await verifyAudit(store.ledger)).toMatchObject({isIntact: true});
});

test("the last verdict counts that was given, whatever the clock says of the one before", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "media", post("初稿"), AHEAD);
  const asked = {submissionIds: [submission_id], by: actorOf()};
  await giveVerdicts(store.dir, store.ledger, {...asked, ...AHEAD, verdict: "return", reason: "请补充"});
  await giveVerdicts(store.dir, store.ledger, {...asked, ...BACK, verdict: "approve"});
  expect(await standing(store, "media", "title")).toEqual(["初稿"]);
});

test("a list without a day that would stand behind an earlier one is refused, and taken with its day", async () => {
  const store = await emptyStore();
  const list = (unit_name: string) => csvOf("units", [{unit_code: "U01", unit_name}]);
  await sendAccepted(store, "units", list("第一学院"), AHEAD);
  const refused = await send(store, "units", list("计算机学院"), BACK);
  if (refused.outcome !== "refused") throw new Error(refused.outcome);
  expect(refused.findings.shown).toEqual([{code: "file/clock-back", day: "2026-10-15", recorded: "2026-11-15"}]);
  expect(findingLine(refused.findings.shown[0]!)).toMatch(
    /时钟被调回过，或曾经走快：请系统管理员校准时钟；或写明这份名单是哪一天的/
  );
  await sendAccepted(store, "units", list("计算机学院"), {...BACK, asOf: "2026-11-15"});
  expect(await standing(store, "units", "unit_name")).toEqual(["计算机学院"]);
  // A list of an earlier day that is named is nobody's clock.
  await sendAccepted(store, "units", list("旧名"), {...AHEAD, asOf: "2026-09-01"});
  expect(await standing(store, "units", "unit_name")).toEqual(["计算机学院"]);
});

test("the backup just made stays, although others have newer names", async () => {
  const store = await emptyStore(join(temporaryFolder(), "data"));
  await sendBasics(store);
  const place = join(temporaryFolder(), "backups");
  const days = ["1017", "1024", "1031", "1108", "1109", "1110", "1111", "1112", "1113", "1114", "1115"];
  for (const day of days) mkdirSync(join(place, `2026${day}T183000Z`), {recursive: true});
  await backUpForTheDay(store, place, "2026-10-02T18:30:00.000Z");
  expect(readdirSync(place)).toContain("20261002T183000Z");
});

test("failures of a clock that ran ahead lock nobody once it is right", async () => {
  const {ledger} = await emptyStore();
  await ledger.transaction((tx) => addAccount(tx, "office", {role: "office"}, {by: "admin", now: BACK.now}));
  const trying = (now: string) =>
    signIn(ledger, {name: "office", password: "wrong", now, address: "10.0.0.1", secret: "of this test"});
  for (let tries = 0; tries < 8; tries++) await trying(AHEAD.now);
  expect((await trying(AHEAD.now)).outcome).toBe("locked");
  expect((await trying(BACK.now)).outcome).toBe("refused");
});
