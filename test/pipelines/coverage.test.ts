import {expect, test} from "vitest";
import {readRosterCoverage} from "#pipelines/completeness/measures.ts";
import {basicStore} from "./store.ts";
import {coverageOf, give, openBuild, post, sendOn} from "./completeness-store.ts";

const DAY = "2026-11-03";

test("a submission covers the units and months its rows speak for, with its filled cells", async () => {
  const store = await basicStore();
  const list = [
    post("N1", "U01", "2026-09-30"),
    post("N2", "U01", "2026-10-01", {read_count: "7"}),
    post("N3", "U02", "2026-10-02")
  ];
  await sendOn(store, DAY, "media", list);
  // Required: number, type, title, channel and day.
  expect((await coverageOf(store, "media")).map(placed)).toEqual([
    ["U01", "2026-09-01", 1, 1, 5, 5, 1],
    ["U01", "2026-10-01", 1, 1, 5, 5, 2],
    ["U02", "2026-10-01", 1, 1, 5, 5, 1]
  ]);
});

test("rows of people are placed through what they refer to", async () => {
  const store = await basicStore();
  const list = [
    {activity_id: "A1", person_id: "00001"},
    {activity_id: "A1", person_id: "00002"},
    {activity_id: "A2", person_id: "00002"}
  ];
  await sendOn(store, DAY, "participation", list);
  expect(
    (await coverageOf(store, "participation")).map(({unit_code, month, row_count}) => [unit_code, month, row_count])
  ).toEqual([
    ["U01", "2026-04-01", 2],
    ["U02", "2026-04-01", 1]
  ]);
});

test("a unit's file speaks for the unit, whoever organized", async () => {
  const store = await basicStore();
  await sendOn(store, DAY, "participation", [{activity_id: "A1", person_id: "00002"}], "U02");
  expect((await coverageOf(store, "participation")).map(({unit_code, row_count}) => [unit_code, row_count])).toEqual([
    ["U02", 1]
  ]);
});

test("a row that was replaced still made its file a report, and counts no more", async () => {
  const store = await basicStore();
  await sendOn(store, "2026-11-03", "media", [post("N1", "U01", "2026-10-01")]);
  await sendOn(store, "2026-11-12", "media", [post("N1", "U01", "2026-10-01", {title: "改过的题目"})]);
  expect((await coverageOf(store, "media")).map(({sent_count, row_count}) => [sent_count, row_count])).toEqual([
    [1, 0],
    [1, 1]
  ]);
});

test("a returned file is known to have been sent, and none of its rows stand", async () => {
  const store = await basicStore();
  await give(store, await sendOn(store, DAY, "media", [post("N1", "U01", "2026-10-01")]), "return", "题目不全");
  expect((await coverageOf(store, "media")).map(placed)).toEqual([["U01", "2026-10-01", 1, 0, 0, 0, 0]]);
});

test("a withdrawn file covers nothing", async () => {
  const store = await basicStore();
  await give(store, await sendOn(store, DAY, "media", [post("N1", "U01", "2026-10-01")]), "withdraw");
  expect(await coverageOf(store, "media")).toEqual([]);
});

test("lists cover the month of their day, and a bare year names no month", async () => {
  const store = await basicStore();
  expect(
    (await coverageOf(store, "members")).map(({unit_code, month, row_count}) => [unit_code, month, row_count])
  ).toEqual([[null, "2026-01-01", 3]]);
  await sendOn(store, DAY, "procurement", [
    {record_id: "L1", record_date: "2026-06-18"},
    {record_id: "L2", record_type: "消费帮扶任务"}
  ]);
  expect((await coverageOf(store, "procurement")).map(({month}) => month).sort()).toEqual(["2026-06-01", null]);
});

test("of the people on post those who came to anything so far are counted, month by month", async () => {
  const store = await basicStore();
  await sendOn(store, DAY, "participation", [
    {activity_id: "A2", person_id: "00002"},
    {activity_id: "A1", person_id: "00001", attended: "否"}
  ]);
  const db = await openBuild(store);
  expect(await readRosterCoverage(db, "2026-03")).toEqual([
    {unit_code: "U01", covered: 0, people: 1},
    {unit_code: "U02", covered: 0, people: 2}
  ]);
  expect(await readRosterCoverage(db, "2026-10")).toEqual([
    {unit_code: "U01", covered: 0, people: 1},
    {unit_code: "U02", covered: 1, people: 2}
  ]);
});

type Covered = Awaited<ReturnType<typeof coverageOf>>[number];

function placed({unit_code, month, sent_count, row_count, required_filled, required_cells, optional_filled}: Covered) {
  return [unit_code, month, sent_count, row_count, required_filled, required_cells, optional_filled];
}
