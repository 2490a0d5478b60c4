import {expect, test} from "vitest";
import {findingText} from "#pipelines/findings/finding-words.ts";
import {addException, lockedFor, lockMonth, readLocks, unlockMonth} from "#pipelines/submissions/month-locks.ts";
import type {Store} from "#pipelines/store/store.ts";
import {actorOf, basicStore, contractOf, csvOf, type Row, send} from "./store.ts";
import {at, post, sendOn} from "./completeness-store.ts";
import {readRevision, readSubmissions} from "#pipelines/ledger/submission-entries.ts";

const TODAY = "2026-11-15";

const lock = ({ledger}: Store, month = "2026-10") =>
  ledger.transaction((tx) => lockMonth(tx, {month, now: at("2026-11-11"), reason: "月报已上会"}));
const open = ({ledger}: Store, openUntil: string) =>
  ledger.transaction((tx) =>
    addException(tx, {
      month: "2026-10",
      unit: "U01",
      dataset: "media",
      openUntil,
      reason: "漏报",
      now: at("2026-11-12")
    })
  );
const media = (store: Store, list: Row[], unit: string | undefined, today = TODAY) =>
  send(store, "media", csvOf("media", list), {unit, today, now: at(today)});

const codesOf = async (outcome: ReturnType<typeof media>) => {
  const told = await outcome;
  return [told.outcome, ...("findings" in told ? told.findings.shown.map(({code}) => code) : [])];
};

test("the newest entry of a month says whether it is locked", async () => {
  const store = await basicStore();
  await lock(store);
  await lock(store, "2026-09");
  await store.ledger.transaction((tx) => unlockMonth(tx, {month: "2026-09", now: at(TODAY)}));
  expect((await readLocks(store.ledger)).locks).toEqual([
    {month: "2026-10", reason: "月报已上会", set_at: at("2026-11-11")}
  ]);
});

test("an exception opens one dataset of one unit, through its day", async () => {
  const store = await basicStore();
  await lock(store);
  await open(store, "2026-11-14");
  const locks = await readLocks(store.ledger);
  const asked = (unit: string | undefined, dataset: string, today: string) =>
    lockedFor(locks, {sender: actorOf(unit).sender, dataset, months: ["2026-09", "2026-10"], today});
  expect(asked("U01", "media", "2026-11-14")).toEqual([]);
  expect(asked("U01", "media", "2026-11-15")).toEqual([{month: "2026-10", until: "2026-11-14"}]);
  expect(asked("U01", "activities", "2026-11-14")).toEqual([{month: "2026-10"}]);
  expect(asked("U02", "media", "2026-11-14")).toEqual([{month: "2026-10"}]);
  expect(asked(undefined, "media", "2026-11-14")).toEqual([{month: "2026-10"}]);
});

test("a unit adds nothing to a locked month, and is told so in a dry run too; nothing is kept", async () => {
  const store = await basicStore();
  await lock(store);
  const list = [post("N1", "U01", "2026-10-02")];
  const before = await readRevision(store.ledger);
  expect(await codesOf(media(store, list, "U01"))).toEqual(["refused", "file/month-locked"]);
  const dry = await send(store, "media", csvOf("media", list), {unit: "U01", today: TODAY, isDryRun: true});
  expect(dry).toMatchObject({outcome: "refused", counts: {read: 1, refused: 1, added: 0}, findings: {blocking: 1}});
  expect(await readRevision(store.ledger)).toBe(before);
});

test("a file with a wrong row is told of the locked month of its others in the same answer", async () => {
  const store = await basicStore();
  await lock(store);
  const list = [post("N1", "U01", "2026-10-02"), {...post("N2", "U01", "2026-11-03"), read_count: "很多"}];
  expect(await codesOf(media(store, list, "U01"))).toEqual(["refused", "file/month-locked", "cell/type"]);
  const wrong = [{...post("N1", "U01", "2026-10-02"), read_count: "很多"}];
  expect(await codesOf(media(store, wrong, "U01"))).toEqual(["refused", "cell/type"]);
});

test("an export without a column that repeats a locked month changes nothing there", async () => {
  const store = await basicStore();
  const list = [{...post("N1", "U01", "2026-10-02"), read_count: "120"}];
  await media(store, list, "U01");
  await lock(store);
  const columns = contractOf("media").fields.flatMap(({name}) => (name === "read_count" ? [] : [name]));
  const short = csvOf("media", [post("N1", "U01", "2026-10-02")], {columns});
  const outcome = await send(store, "media", short, {unit: "U01", today: TODAY, now: at(TODAY)});
  expect(outcome).toMatchObject({outcome: "accepted", counts: {unchanged: 1}});
});

test("a row may neither enter a locked month nor leave it", async () => {
  const store = await basicStore();
  await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-10-02"), post("N2", "U01", "2026-11-02")], "U01");
  await lock(store);
  expect(await codesOf(media(store, [post("N1", "U01", "2026-11-03")], "U01"))).toEqual([
    "refused",
    "file/month-locked"
  ]);
  expect(await codesOf(media(store, [post("N2", "U01", "2026-10-03")], "U01"))).toEqual([
    "refused",
    "file/month-locked"
  ]);
});

test("an export that repeats a locked month unchanged is taken", async () => {
  const store = await basicStore();
  await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-10-02")], "U01");
  await lock(store);
  const export_ = [post("N1", "U01", "2026-10-02"), post("N2", "U01", "2026-11-02")];
  expect(await codesOf(media(store, export_, "U01"))).toEqual(["accepted"]);
});

test("rows of people are held by the month of their activity", async () => {
  const store = await basicStore();
  await lock(store, "2026-04");
  const list = csvOf("participation", [{activity_id: "A1", person_id: "00001"}]);
  expect(await send(store, "participation", list, {unit: "U01"})).toMatchObject({
    outcome: "refused",
    findings: {shown: [{code: "file/month-locked", months: ["2026-04"]}]}
  });
});

test("the office is warned, not held, and the warning stays with the submission", async () => {
  const store = await basicStore();
  await lock(store);
  expect(await codesOf(media(store, [post("N1", "U01", "2026-10-02")], undefined))).toEqual([
    "accepted",
    "file/month-locked-office"
  ]);
  expect(JSON.parse((await readSubmissions(store.ledger)).at(-1)!.warnings)).toEqual([
    {code: "file/month-locked-office", months: ["2026-10"]}
  ]);
});

test("an exception lets it through until it closes by itself", async () => {
  const store = await basicStore();
  await lock(store);
  await open(store, "2026-11-14");
  expect(await codesOf(media(store, [post("N1", "U01", "2026-10-02")], "U01", "2026-11-14"))).toEqual(["accepted"]);
  const late = await media(store, [post("N2", "U01", "2026-10-02")], "U01", "2026-11-15");
  if (late.outcome !== "refused") throw new Error(late.outcome);
  expect(findingText(late.findings.shown[0]!)).toMatchObject({
    found: "新增或修改了已锁定月份的数据：2026-10（补报开放已于 2026-11-14 结束）"
  });
});
