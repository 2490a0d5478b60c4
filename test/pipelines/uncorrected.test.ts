import {expect, test} from "vitest";
import {readCorrectedReports, type UncorrectedFile, uncorrectedOf} from "#pipelines/completeness/uncorrected.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {readLastReturns} from "#pipelines/ledger/verdict-history.ts";
import type {Store} from "#pipelines/store/store.ts";
import {give, openBuild, post, sendOn} from "./completeness-store.ts";
import {basicStore, csvOf, sendAccepted, withdraw} from "./store.ts";

async function uncorrected(store: Store, on = "2099-01-01"): Promise<UncorrectedFile[]> {
  const submissions = await readSubmissions(store.ledger);
  const returns = await readLastReturns(store.ledger);
  return uncorrectedOf(submissions, {returns, corrected: await readCorrectedReports(await openBuild(store)), on});
}

test("a returned file is listed with its reason until its unit sends the dataset again", async () => {
  const store = await basicStore();
  const first = await sendOn(store, "2026-04-02", "media", [post("N1", "U01", "2026-03-05")], "U01");
  await give(store, first, "return", "缺链接");
  expect(await uncorrected(store)).toMatchObject([{submission_id: first, unit_code: "U01", reason: "缺链接"}]);
  await sendOn(store, "2026-04-03", "media", [post("N2", "U02", "2026-03-05")], "U02");
  expect(await uncorrected(store)).toHaveLength(1);
  const second = await sendOn(store, "2026-04-04", "media", [post("N1", "U01", "2026-03-06")], "U01");
  expect(await uncorrected(store)).toEqual([]);
  await give(store, second, "return", "日期不对");
  expect((await uncorrected(store)).map(({submission_id}) => submission_id)).toEqual([second]);
});

test("a file that was sent and withdrawn corrects nothing, and what was returned later is not known before", async () => {
  const store = await basicStore();
  const first = await sendOn(store, "2026-04-02", "media", [post("N1", "U01", "2026-03-05")], "U01");
  await give(store, first, "return");
  await withdraw(store, await sendOn(store, "2026-04-03", "media", [post("N3", "U01", "2026-03-05")], "U01"));
  expect(await uncorrected(store)).toHaveLength(1);
  expect(await uncorrected(store, "2000-01-01")).toEqual([]);
});

test("the reason of a returned assistance file stays in its submission", async () => {
  const store = await basicStore();
  const rows = csvOf("assistance", [{record_id: "H1", unit_code: "U01"}]);
  const {submission_id} = await sendAccepted(store, "assistance", rows, {unit: "U01"});
  await give(store, submission_id, "return", "金额与病情不符");
  expect((await uncorrected(store)).map(({reason}) => reason)).toEqual([""]);
});

test("a returned report is corrected by the next one on its deliverable, not by one on another", async () => {
  const store = await basicStore();
  const report = async (deliverable_code: string, percent_done: string) => {
    const row = {deliverable_code, unit_code: "U01", report_month: "2026-08", percent_done};
    return (await sendAccepted(store, "progress", csvOf("progress", [row]), {unit: "U01"})).submission_id;
  };
  const first = await report("T02-03", "20");
  await give(store, first, "return", "缺佐证");
  await report("T03-01", "30");
  expect((await uncorrected(store)).map(({submission_id}) => submission_id)).toEqual([first]);
  const second = await report("T02-03", "25");
  expect(await uncorrected(store)).toEqual([]);
  await give(store, second, "return", "仍缺佐证");
  expect((await uncorrected(store)).map(({submission_id}) => submission_id)).toEqual([second]);
});
