import {expect, test} from "vitest";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";
import type {Store} from "#pipelines/store/store.ts";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {rows} from "../rows.ts";
import {basicStore, contractOf, csvOf, send, sendAccepted, withdraw} from "./store.ts";

const HEADER = "活动编号,活动名称,对应承诺编号,主办单位编码,活动类别,面向群体,开始日期,实际参加人次,状态";
const B1 = "B1,健步走,T05-04,U01,体育健身,全体,2026-04-18";
const WHOLE = `${HEADER},支出（元）,满意度均值\n${B1},96,已完成,500,92\n`;

async function current(store: Store, dataset: string, columns: string, key: string) {
  const accepted = (await readInForce(store.ledger)).filter((each) => each.dataset === dataset);
  const sql = acceptedSql(
    contractOf(dataset),
    accepted.map((each) => acceptedRowsOf(store.dir, each))
  );
  return rows(
    await memoryDatabase(),
    `select ${columns} from (${newestSql(contractOf(dataset), `(${sql})`)}) where ${contractOf(dataset).primaryKey[0]} = '${key}'`
  );
}

const activity = (store: Store) => current(store, "activities", "actual_headcount, cost_yuan, satisfaction_avg", "B1");

test("a file without a column leaves that column's values as they stand, and says nothing of them", async () => {
  const store = await basicStore();
  await sendAccepted(store, "activities", WHOLE);
  const outcome = await send(store, "activities", `${HEADER}\n${B1},97,已完成\n`);
  expect(outcome).toMatchObject({
    outcome: "accepted",
    counts: {updated: 1},
    findings: {shown: []},
    changes: {updated: [{fields: [{title: "实际参加人次", before: "96", after: "97"}]}]}
  });
  expect(await activity(store)).toEqual([{actual_headcount: "97", cost_yuan: "500.0000", satisfaction_avg: "92.0000"}]);
});

test("a file that changes nothing in the columns it has is unchanged", async () => {
  const store = await basicStore();
  await sendAccepted(store, "activities", WHOLE);
  expect(await send(store, "activities", `${HEADER}\n${B1},96,已完成\n`)).toMatchObject({counts: {unchanged: 1}});
});

test("a kept value goes when the file it came from is withdrawn", async () => {
  const store = await basicStore();
  const first = await sendAccepted(store, "activities", WHOLE);
  await sendAccepted(store, "activities", `${HEADER}\n${B1},97,已完成\n`);
  await withdraw(store, first.submission_id);
  expect(await activity(store)).toEqual([{actual_headcount: "97", cost_yuan: null, satisfaction_avg: null}]);
});

test("a blank cell in a column that is there empties the value, which is said, counted and named", async () => {
  const store = await basicStore();
  await sendAccepted(store, "activities", WHOLE);
  const outcome = await send(store, "activities", `${HEADER},支出（元）\n${B1},97,已完成,\n`);
  expect(outcome).toMatchObject({
    outcome: "accepted",
    findings: {shown: [{code: "column/emptied", column: "支出（元）", count: 1, keys: ["B1"]}]}
  });
  await sendAccepted(store, "activities", `${HEADER}\n${B1},98,已完成\n`);
  expect(await activity(store)).toEqual([{actual_headcount: "98", cost_yuan: null, satisfaction_avg: "92.0000"}]);
});

test("a list without a column keeps what the list before had of the same unit", async () => {
  const store = await basicStore();
  const unit = {unit_code: "U01", unit_name: "一院", last_election_date: "2024-05-18"};
  const columns = contractOf("units").fields.flatMap(({name}) => (name === "last_election_date" ? [] : [name]));
  await sendAccepted(store, "units", csvOf("units", [unit]), {asOf: "2026-03-01"});
  const {last_election_date, ...rest} = unit;
  await sendAccepted(store, "units", csvOf("units", [{...rest, staff_count: "7"}], {columns}), {asOf: "2026-06-01"});
  expect(await current(store, "units", "staff_count, last_election_date", "U01")).toEqual([
    {staff_count: "7", last_election_date}
  ]);
});

test("a number that changes more than tenfold against the row it replaces is a warning with both numbers", async () => {
  const store = await basicStore();
  await sendAccepted(store, "activities", WHOLE);
  const outcome = await send(store, "activities", `${HEADER},支出（元）\n${B1},96,已完成,5001\n`);
  expect(outcome).toMatchObject({
    outcome: "accepted",
    findings: {shown: [{code: "cell/tenfold", value: "5001", before: "500", place: {cell: "J2"}}]}
  });
});

test.each([
  [["10", "500"], ["0", "0"], 2],
  [["9", "9.5"], ["0", "0"], 0],
  [["0", "0"], ["500", "500"], 0]
])("%j that becomes %j is a warning from 10 on", async (before, after, count) => {
  const store = await basicStore();
  const file = ([headcount, cost]: string[]) =>
    csvOf("activities", [
      {activity_id: "B1", organizer_unit_code: "U01", actual_headcount: headcount, cost_yuan: cost}
    ]);
  await sendAccepted(store, "activities", file(before));
  const {shown} = (await sendAccepted(store, "activities", file(after))).findings;
  const found = shown.filter(({code}) => code === "cell/tenfold");
  expect(found).toHaveLength(count);
  for (const each of found) expect(findingLine(each)).toContain("原来的数变成了 0");
});
