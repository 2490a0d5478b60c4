import {OFFICE} from "#pipelines/contracts/sender.ts";
import {expect, test} from "vitest";
import {readColumnChoices} from "#pipelines/ledger/column-choices.ts";
import {basicStore, csvOf, keptRows, send, sendAccepted} from "./store.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

const came = (person_id: string) => csvOf("participation", [{activity_id: "A1", person_id}]);
/** The file of a system that calls the time of arrival something else. */
const strange = (person_id: string) =>
  came(person_id).replace("签到时间", "刷 脸时刻").replace(/,\n$/, ",2026-04-18 08:30:00\n");

test("a column a person named is taken as named, and so the next time, by the same sender only", async () => {
  const store = await basicStore();
  const columns = {刷脸时刻: "checkin_time"};
  const first = await sendAccepted(store, "participation", strange("00001"), {columns, unit: "U01"});
  expect(first.findings.shown).toEqual([]);
  expect(await keptRows(store, first.submission_id)).toMatchObject([{checkin_time: "2026-04-18 08:30:00"}]);
  const again = await sendAccepted(store, "participation", strange("00002"), {unit: "U01"});
  expect(await keptRows(store, again.submission_id)).toMatchObject([{checkin_time: "2026-04-18 08:30:00"}]);
  const office = await sendAccepted(store, "participation", strange("00003"));
  expect(office.findings.shown).toEqual([{code: "header/unknown", columns: ["刷 脸时刻"]}]);
  expect((await readSubmissions(store.ledger)).slice(-3).map((submission) => submission.columns)).toEqual([
    '{"刷脸时刻":"checkin_time"}',
    '{"刷脸时刻":"checkin_time"}',
    null
  ]);
});

test("what is said now goes before what was said and before the contract's own headers", async () => {
  const store = await basicStore();
  const sender = {sender: OFFICE, dataset: "participation"};
  await sendAccepted(store, "participation", strange("00001"), {columns: {刷脸时刻: "checkin_time"}});
  await sendAccepted(store, "participation", strange("00002"), {columns: {刷脸时刻: "", 身份: ""}});
  expect(await readColumnChoices(store.ledger, sender)).toEqual({刷脸时刻: "", 身份: ""});
  const csv = came("00003").replace("00003,是,", "00003,是,参与");
  const {submission_id, findings} = await sendAccepted(store, "participation", csv);
  expect(findings.shown).toEqual([]);
  expect(await keptRows(store, submission_id)).toMatchObject([{role: null}]);
});

test("a file that was not accepted, or only tried, is not remembered", async () => {
  const store = await basicStore();
  const columns = {刷脸时刻: "checkin_time"};
  await send(store, "participation", strange("00009"), {columns});
  await send(store, "participation", strange("00001"), {columns, isDryRun: true});
  expect(await readColumnChoices(store.ledger, {sender: OFFICE, dataset: "participation"})).toEqual({});
});

test("the same bytes with other columns are another file, and with the same ones the same", async () => {
  const store = await basicStore();
  const csv = strange("00001");
  await sendAccepted(store, "participation", csv);
  const columns = {刷脸时刻: "checkin_time"};
  expect(await send(store, "participation", csv, {columns})).toMatchObject({outcome: "accepted", counts: {updated: 1}});
  expect(await send(store, "participation", csv, {columns})).toMatchObject({outcome: "already-accepted"});
  expect(await send(store, "participation", csv)).toMatchObject({outcome: "already-accepted"});
});

test("a column that says 身份证 stays refused whatever it is taken for", async () => {
  const store = await basicStore();
  const csv = came("00001").replace("工号", "证件号");
  expect(await send(store, "participation", csv, {columns: {证件号: "person_id"}})).toMatchObject({
    outcome: "refused",
    findings: {shown: [{code: "column/private", column: "证件号", kind: "id"}]}
  });
});

test("a header's name that every object has is a header like any other", async () => {
  const store = await basicStore();
  const csv = came("00001").replace("签到时间", "constructor");
  expect((await sendAccepted(store, "participation", csv)).findings.shown).toEqual([
    {code: "header/unknown", columns: ["constructor"]}
  ]);
});
