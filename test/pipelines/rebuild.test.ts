import {readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {row, rows} from "../rows.ts";
import {runCli} from "./child.ts";
import {basicStore, csvOf, readSeries, sendAccepted, withdraw} from "./store.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {readLastBuild} from "#pipelines/ledger/builds.ts";

const NOW = "2026-11-15T06:00:00.000Z";
const rebuild = ({dir, ledger}: Store, isForced = false) => rebuildWarehouse(dir, ledger, {now: NOW, isForced});

async function filledStore(): Promise<Store> {
  const store = await basicStore();
  const came = [
    {activity_id: "A1", person_id: "00001"},
    {activity_id: "A2", person_id: "00002"}
  ];
  await sendAccepted(store, "participation", csvOf("participation", came));
  return store;
}

test("the warehouse deleted and built anew has the same numbers", async () => {
  const store = await filledStore();
  const before = await readSeries(await rebuild(store));
  rmSync(store.dir.warehouse, {recursive: true});
  const {code} = await runCli(["rebuild"], store.dir.root);
  expect(code).toBe(0);
  expect(await readSeries(newestBuild(store.dir)!)).toEqual(before);
  expect(
    before.find(
      ({code, month, unit_code, segment}) =>
        code === "K23" && month === "2026-04-01" && unit_code === "U02" && segment === null
    )
  ).toMatchObject({
    numerator: 1,
    denominator: 2
  });
}, 20_000);

test("nothing new, nothing built", async () => {
  const store = await filledStore();
  const first = await rebuild(store);
  expect((await rebuild(store)).build_id).toBe(first.build_id);
  await withdraw(store, (await readSubmissions(store.ledger)).at(-1)!.submission_id);
  expect((await rebuild(store)).build_id).toBeGreaterThan(first.build_id);
});

test("a rebuild that fails leaves the old build to its readers, and the next one works", async () => {
  const store = await filledStore();
  const before = await rebuild(store);
  const series = await readSeries(before);
  const {submission_id} = await sendAccepted(store, "meetings", csvOf("meetings", [{meeting_id: "M1"}]));
  const rowsPath = join(store.dir.submissions, submission_id, "rows.parquet");
  renameSync(rowsPath, `${rowsPath}.away`);
  await expect(rebuild(store)).rejects.toThrow("rows.parquet");
  expect(newestBuild(store.dir)).toEqual(before);
  expect(await readSeries(newestBuild(store.dir)!)).toEqual(series);
  renameSync(`${rowsPath}.away`, rowsPath);
  expect((await rebuild(store)).revision).toBe(before.revision + 1);
});

test("a build whose file was damaged is not served again: another is built, and says of which", async () => {
  const {dir, ledger} = await basicStore();
  const first = await rebuildWarehouse(dir, ledger, {now: NOW});
  const series = await readSeries(first);
  const bytes = readFileSync(first.path);
  for (let at = 12_500; at < bytes.length; at += 997) bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(first.path, bytes);
  const second = await rebuildWarehouse(dir, ledger, {now: NOW});
  expect(second).toMatchObject({build_id: first.build_id + 1, damaged: first.path});
  expect(await readSeries(second)).toEqual(series);
});

test("two who ask for the same at one moment share one run", async () => {
  const store = await filledStore();
  const [first, second] = await Promise.all([rebuild(store, true), rebuild(store, true)]);
  expect(second.build_id).toBe(first.build_id);
  expect(await readLastBuild(store.ledger)).toBe(1);
});

// Not so yet, for the same reason. Take `.skip` away with the fix.
test("two processes that ask for the same at one moment share one run", async () => {
  const store = await filledStore();
  const runs = await Promise.all([runCli(["rebuild"], store.dir.root), runCli(["rebuild"], store.dir.root)]);
  expect(runs.map(({code, stdout}) => [code, /第 (\d+) 次/.exec(stdout)?.[1]])).toEqual([
    [0, "1"],
    [0, "1"]
  ]);
}, 20_000);

test("who asks anew after a build is done gets a new one", async () => {
  const store = await filledStore();
  const first = await rebuild(store);
  expect((await rebuild(store, true)).build_id).toBe(first.build_id + 1);
});

test("a reader keeps its build while two newer ones are put in place", async () => {
  const store = await filledStore();
  const db = await memoryDatabase();
  await db.run(`attach '${(await rebuild(store)).path}' as built (read_only)`);
  const before = await rows(db, "select * from built.kpis.series order by all");
  for (let again = 0; again < 3; again++) await rebuild(store, true);
  expect(await rows(db, "select * from built.kpis.series order by all")).toEqual(before);
}, 20_000);

test("the warehouse file holds no person: no number, no name, no telephone", async () => {
  const store = await basicStore();
  const canary = {person_id: "KANARI0077", name: "金丝雀乙某", mobile: "13900007788", birth_date: "1961-07-07"};
  await sendAccepted(store, "members", csvOf("members", [canary, {person_id: "00001"}]), {asOf: "2026-03-01"});
  const person_id = canary.person_id;
  await sendAccepted(store, "participation", csvOf("participation", [{activity_id: "A1", person_id}]));
  await sendAccepted(store, "assistance", csvOf("assistance", [{record_id: "HKANARI01", person_id}]));
  await sendAccepted(store, "welfare", csvOf("welfare", [{grant_id: "WKANARI01", person_id}]));
  await sendAccepted(store, "proposals", csvOf("proposals", [{proposal_id: "P1", proposer_person_id: person_id}]));
  await sendAccepted(store, "awards", csvOf("awards", [{record_id: "R1", person_id}]));
  const {path} = await rebuild(store);
  const bytes = readFileSync(path);
  const found = [person_id, canary.name, canary.mobile, "KANARI"].filter((text) => bytes.includes(text));
  expect(found).toEqual([]);
  // Text in the file may be packed, so every column is looked through as well.
  expect(await textsWith(path, "KANARI|金丝雀|13900007788")).toEqual([]);
});

async function textsWith(path: string, pattern: string): Promise<string[]> {
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  const tables = await rows<{name: string}>(
    db,
    "select schema_name || '.' || table_name as name from duckdb_tables() where database_name = 'built'"
  );
  const found: string[] = [];
  for (const {name} of tables) {
    const {hits} = await row<{hits: number}>(
      db,
      `select count(*)::integer as hits from built.${name} as line where regexp_matches(line::varchar, $pattern)`,
      {pattern}
    );
    if (hits > 0) found.push(name);
  }
  return found;
}
