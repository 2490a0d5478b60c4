import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {afterEach, beforeEach, expect, test} from "vitest";
import {integer} from "#pipelines/duckdb/columns.ts";
import {beginFinishedReads} from "#pipelines/duckdb/finished-reads.ts";
import {query} from "#pipelines/duckdb/query.ts";

let instance: DuckDBInstance;
let db: DuckDBConnection;

beforeEach(async () => {
  instance = await DuckDBInstance.create(":memory:");
  db = await instance.connect();
  await db.run("create sequence asked");
});

afterEach(() => instance.closeSync());

/** Tells by its number how often it was really asked. */
const NTH = query(
  {nth: integer, at: integer},
  "select nextval('asked')::integer as nth, $at::integer as at from range($count::integer)"
);
const nthOf = async (at: number, count = 1) => (await NTH.rows(db, {at, count}))[0]!.nth;

const begin = async () => beginFinishedReads(db, [await instance.connect(), await instance.connect()]);

test("a finished warehouse answers the same question once, and another anew", async () => {
  await begin();
  expect([await nthOf(1), await nthOf(1), await nthOf(2), await nthOf(1)]).toEqual([1, 1, 2, 1]);
});

test("who changes rows that were answered changes nothing for the next", async () => {
  await begin();
  const answer = await NTH.rows(db, {at: 1, count: 3});
  expect(() => (answer[0]!.at = 9)).toThrow("read only");
  answer.length = 0;
  expect(await NTH.rows(db, {at: 1, count: 3})).toMatchObject([{at: 1}, {at: 1}, {at: 1}]);
});

test("any other database is asked each time, because it may have changed", async () => {
  expect([await nthOf(1), await nthOf(1)]).toEqual([1, 2]);
});

test("a long list is asked for each time", async () => {
  await begin();
  expect([await nthOf(1, 2_500), await nthOf(1, 2_500)]).toEqual([1, 2_501]);
});

test("of many answers the last ones are kept", async () => {
  await begin();
  for (let at = 0; at < 30; at++) await NTH.rows(db, {at, count: 1_999});
  const [last, first] = [await nthOf(29, 1_999), await nthOf(0, 1_999)];
  expect([last, first]).toEqual([29 * 1_999 + 1, 30 * 1_999 + 1]);
});

test("many questions at once are all answered, also after some that failed", async () => {
  await begin();
  const wrong = query({at: integer}, "select error('no such month')::integer as at");
  const failed = await Promise.allSettled(Array.from({length: 6}, () => wrong.rows(db)));
  expect(failed.map(({status}) => status)).toEqual(Array(6).fill("rejected"));
  await expect(wrong.rows(db)).rejects.toThrow("no such month");
  const all = await Promise.all(Array.from({length: 40}, (_, at) => NTH.row(db, {at, count: 1})));
  expect(all.map(({at}) => at)).toEqual(Array.from({length: 40}, (_, at) => at));
});
