import {existsSync, mkdirSync, readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {originalPath} from "#pipelines/accepted/accepted-rows.ts";
import {basicStore, csvOf, emptyStore, readSeries, send, sendAccepted, withdraw} from "./store.ts";
import {addVerdict, readRevision, readSubmission, readSubmissions} from "#pipelines/ledger/submission-entries.ts";

const NOW = "2026-11-15T06:00:00.000Z";

const activities = (...counts: [id: string, headcount: number][]) =>
  csvOf(
    "activities",
    counts.map(([activity_id, count]) => ({activity_id, actual_headcount: String(count)}))
  );
const roster = (...people: string[]) =>
  csvOf(
    "members",
    people.map((person_id) => ({person_id, name: "会员某"}))
  );

async function seriesOf(store: Store) {
  return readSeries(await rebuildWarehouse(store.dir, store.ledger, {now: NOW}));
}

test("counts compare a file with what stands: new, changed and the same", async () => {
  const store = await basicStore();
  expect((await sendAccepted(store, "activities", activities(["B1", 1], ["B2", 2], ["B3", 3]))).counts).toEqual({
    read: 3,
    added: 3,
    updated: 0,
    unchanged: 0,
    refused: 0,
    skipped: 0
  });
  expect((await sendAccepted(store, "activities", activities(["B2", 2], ["B3", 33], ["B4", 4]))).counts).toEqual({
    read: 3,
    added: 1,
    updated: 1,
    unchanged: 1,
    refused: 0,
    skipped: 0
  });
});

test("the newest row of a key stands, also where it goes back to an older value", async () => {
  const store = await basicStore();
  await sendAccepted(store, "activities", activities(["B1", 1]));
  await sendAccepted(store, "activities", activities(["B1", 2]));
  expect((await sendAccepted(store, "activities", activities(["B1", 1], ["B2", 1]))).counts).toMatchObject({
    added: 1,
    updated: 1
  });
});

test("the same file again changes nothing and names the first", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "activities", activities(["B1", 1]));
  const revision = await readRevision(store.ledger);
  expect(await send(store, "activities", activities(["B1", 1]))).toMatchObject({
    outcome: "already-accepted",
    submission_id,
    counts: {read: 1, unchanged: 1}
  });
  expect(await readRevision(store.ledger)).toBe(revision);
});

test("the same bytes after a correction do not bring the old numbers back", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "activities", activities(["B1", 1]));
  await sendAccepted(store, "activities", activities(["B1", 2]));
  expect(await send(store, "activities", activities(["B1", 1]))).toMatchObject({
    outcome: "already-accepted",
    submission_id
  });
});

test("what was withdrawn may be sent again", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "activities", activities(["B1", 1]));
  await withdraw(store, submission_id);
  expect(await send(store, "activities", activities(["B1", 1]))).toMatchObject({
    outcome: "accepted",
    counts: {added: 1}
  });
});

test("the same bytes sent to another dataset are another file", async () => {
  const store = await basicStore();
  const bytes = "活动编号,工号,是否实到,发放编号,年度,事由,发放形式,面值（元）\nA1,00001,是,W1,2026,春节,提货券,600\n";
  expect((await send(store, "participation", bytes)).outcome).toBe("accepted");
  expect((await send(store, "welfare", bytes)).outcome).toBe("accepted");
});

test("the sender's bytes are kept as they came", async () => {
  const store = await basicStore();
  const bytes = Buffer.concat([Buffer.from("\uFEFF"), Buffer.from(activities(["B1", 1]).replaceAll("\n", "\r\n"))]);
  const {submission_id} = await sendAccepted(store, "activities", bytes, {fileName: "../../etc/passwd"});
  expect(readFileSync(originalPath(store.dir, submission_id))).toEqual(bytes);
  expect(await readSubmission(store.ledger, submission_id)).toMatchObject({
    file_name: "../../etc/passwd",
    byte_count: bytes.length
  });
});

test("the ledger keeps the order of acceptance", async () => {
  const store = await basicStore();
  for (const id of ["B1", "B2", "B3"]) await sendAccepted(store, "activities", activities([id, 1]), {fileName: id});
  const sent = await readSubmissions(store.ledger);
  expect(sent.map(({sent_order}) => sent_order)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(sent.slice(3).map(({file_name}) => file_name)).toEqual(["B1", "B2", "B3"]);
});

test("a list is compared with the one in force that day", async () => {
  const store = await emptyStore();
  await sendAccepted(store, "units", csvOf("units", [{}]), {asOf: "2026-01-01"});
  await sendAccepted(store, "members", roster("00001", "00002"), {asOf: "2026-04-30"});
  await sendAccepted(store, "members", roster("00001", "00002", "00003"), {asOf: "2026-07-31"});
  const late = await sendAccepted(store, "members", roster("00001", "00002", "00004"), {asOf: "2026-04-30"});
  expect(late.counts).toMatchObject({added: 1, unchanged: 2});
  const early = await sendAccepted(store, "members", roster("00001"), {asOf: "2026-02-28"});
  expect(early.counts).toMatchObject({added: 1, unchanged: 0});
});

test("a list may be sent again for another day if the day is said", async () => {
  const store = await emptyStore();
  await sendAccepted(store, "units", csvOf("units", [{}]), {asOf: "2026-01-01"});
  await sendAccepted(store, "members", roster("00001"), {asOf: "2026-04-30"});
  expect((await send(store, "members", roster("00001"), {asOf: "2026-04-30"})).outcome).toBe("already-accepted");
  expect((await send(store, "members", roster("00001"))).outcome).toBe("already-accepted");
  expect((await send(store, "members", roster("00001"), {asOf: "2026-05-31"})).outcome).toBe("accepted");
});

test("a late correction of April changes April and not July", async () => {
  const store = await basicStore();
  await sendAccepted(store, "members", roster("00001", "00002"), {asOf: "2026-04-30"});
  await sendAccepted(store, "members", roster("00001", "00002", "00003"), {asOf: "2026-07-31"});
  const before = await seriesOf(store);
  await sendAccepted(store, "members", roster("00001"), {asOf: "2026-04-30"});
  const changed = changesBetween(before, await seriesOf(store));
  expect(changed.months).toEqual(["2026-04-01", "2026-05-01", "2026-06-01"]);
  expect(changed.codes).toContain("K47");
});

test("withdrawing a correction brings back wholly what it had replaced", async () => {
  const store = await basicStore();
  await sendAccepted(store, "participation", csvOf("participation", [{activity_id: "A1", person_id: "00001"}]));
  const before = await seriesOf(store);
  const correction = await sendAccepted(
    store,
    "participation",
    csvOf("participation", [
      {activity_id: "A1", person_id: "00001", attended: "否"},
      {activity_id: "A2", person_id: "00002"}
    ])
  );
  expect(await seriesOf(store)).not.toEqual(before);
  await withdraw(store, correction.submission_id);
  expect(await seriesOf(store)).toEqual(before);
});

test("withdrawing what was corrected leaves the correction standing", async () => {
  const store = await basicStore();
  const file = (attended: string) => csvOf("participation", [{activity_id: "A1", person_id: "00001", attended}]);
  const first = await sendAccepted(store, "participation", file("否"));
  await sendAccepted(store, "participation", file("是"));
  const before = await seriesOf(store);
  await withdraw(store, first.submission_id);
  expect(await seriesOf(store)).toEqual(before);
});

test("what was returned, sent anew and then approved after all counts once", async () => {
  const store = await basicStore();
  const welfare = (face: string) =>
    csvOf("welfare", [
      {grant_id: "W1", occasion: "春节", face_value_yuan: face, redeemed_amount_yuan: "300", issued_date: "2026-02-06"}
    ]);
  const first = await sendAccepted(store, "welfare", welfare("600"));
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id: first.submission_id, verdict: "return", given_at: NOW})
  );
  await sendAccepted(store, "welfare", welfare("500"));
  const before = await seriesOf(store);
  await store.ledger.transaction((tx) =>
    addVerdict(tx, {submission_id: first.submission_id, verdict: "approve", given_at: NOW})
  );
  expect(await seriesOf(store)).toEqual(before);
});

test("the same bytes sent twice at one moment are taken once", async () => {
  const store = await basicStore();
  const outcomes = await Promise.all([1, 2, 3].map(() => send(store, "activities", activities(["B1", 1], ["B2", 2]))));
  expect(outcomes.map(({outcome}) => outcome).sort()).toEqual(["accepted", "already-accepted", "already-accepted"]);
  expect(await readSubmissions(store.ledger)).toHaveLength(4);
});

test("different files sent at one moment are all taken, each compared with those before it", async () => {
  const store = await basicStore();
  const outcomes = await Promise.all(
    [1, 2, 3, 4].map((count) => sendAccepted(store, "activities", activities(["B1", count], [`C${count}`, 1])))
  );
  const sum = (name: "added" | "updated") => outcomes.reduce((total, {counts}) => total + counts[name], 0);
  expect([sum("added"), sum("updated")]).toEqual([5, 3]);
});

test("what two send at one moment and only one may is refused to the other", async () => {
  const store = await basicStore();
  const meeting = (unit_code: string) => csvOf("meetings", [{meeting_id: "M1", unit_code}]);
  const outcomes = await Promise.all(["U01", "U02"].map((unit) => send(store, "meetings", meeting(unit), {unit})));
  expect(outcomes.map(({outcome}) => outcome).sort()).toEqual(["accepted", "refused"]);
});

test("a submission without an entry in the ledger is cleared away when the store opens", async () => {
  const store = await basicStore();
  const orphan = `${store.dir.submissions}/01900000-0000-7000-8000-000000000000`;
  mkdirSync(orphan);
  await emptyStore(store.dir.root);
  expect(existsSync(orphan)).toBe(false);
});

type Series = Awaited<ReturnType<typeof seriesOf>>;

function changesBetween(before: Series, after: Series) {
  const text = (series: Series) => new Set(series.map((point) => JSON.stringify(point)));
  const [a, b] = [text(before), text(after)];
  const changed = [
    ...before.filter((point) => !b.has(JSON.stringify(point))),
    ...after.filter((point) => !a.has(JSON.stringify(point)))
  ];
  const sorted = (values: string[]) => [...new Set(values)].sort();
  return {months: sorted(changed.map(({month}) => month)), codes: sorted(changed.map(({code}) => code))};
}
