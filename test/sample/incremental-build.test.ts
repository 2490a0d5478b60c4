import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {buildWarehouse} from "#pipelines/rebuild/build-warehouse.ts";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import {
  readWarehouseSource,
  type WarehouseSource,
  withoutSubmission,
  withVerdict
} from "#pipelines/rebuild/warehouse-source.ts";
import {openSealedStore, type Store} from "#pipelines/store/store.ts";
import {closeMonth} from "#pipelines/submissions/close-month.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {row, rows} from "../rows.ts";
import {placeSampleYear} from "../sample-year.ts";

const NOW = "2026-11-28T04:00:00.000Z";

let folder: string;
let store: Store;
let whole: WarehouseSource;
let last: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "incremental-"));
  await placeSampleYear(join(folder, "data"));
  store = await openSealedStore(dataDirAt(join(folder, "data")));
  for (const month of ["2026-03", "2026-08"])
    expect(await closeMonth(store.dir, store.ledger, {month, by: "office", today: "2026-11-28", now: NOW})).toEqual({
      outcome: "closed"
    });
  whole = await readWarehouseSource(store.ledger);
  last = newestBuild(store.dir)!.path;
}, 240_000);

afterAll(async () => {
  await store.ledger.close();
  rmSync(folder, {recursive: true, force: true});
});

type Change = (source: WarehouseSource) => WarehouseSource;

const LOOK_BACK = {look_back_id: 1, plan_year: 2026, deliverable_code: "T05-01", closed_on: "2026-05-31"};
const OVERRIDE = {override_id: 1, plan_year: 2026, deliverable_code: "T05-02", status: "done", reason: "现场核实"};

/** One thing that happens to a state of the ledger, such as a withdrawal; the number says to which submission. */
const changes: Record<string, (at: number) => Change> = {
  "never sent": (at) => (source) => withoutSubmission(source, idAt(at)),
  withdrawn: (at) => (source) => withVerdict(source, idAt(at), "withdraw"),
  returned: (at) => (source) => ({
    ...withVerdict(source, idAt(at), "return"),
    returns: [...source.returns, ...returnsOf(idAt(at))]
  }),
  approved: (at) => (source) => withVerdict(source, idAt(at), "approve"),
  "no month closed": () => (source) => ({...source, closings: []}),
  "the months closed again": () => (source) => ({...source, closings: whole.closings}),
  "looked back": () => (source) => ({
    ...source,
    entries: {
      ...source.entries,
      lookBacks: [
        {...LOOK_BACK, result: "反弹", sentence: "又停了", evidence_link: null, looked_on: "2026-09-01", looked_at: NOW}
      ] as unknown as WarehouseSource["entries"]["lookBacks"]
    }
  }),
  "status stated": () => (source) => ({
    ...source,
    entries: {
      ...source.entries,
      overrides: [
        {...OVERRIDE, until_on: "2026-12-31", meeting: "第三次例会", decided_on: "2026-09-01", set_on: "2026-09-01"}
      ] as unknown as WarehouseSource["entries"]["overrides"]
    }
  }),
  "people made unknown": () => (source) => ({...source, last_removal: source.last_removal + 1})
};

/** Only returned reports on deliverables are listed. */
const returnsOf = (id: string) =>
  files()
    .filter(({submission_id, dataset}) => submission_id === id && dataset === "progress")
    .map(({submission_id}) => ({submission_id, given_at: NOW}));

const files = () => whole.submissions.filter(({kind}) => kind === "file");
const idAt = (at: number) => files()[at % files().length]!.submission_id;

const anyChange = fc.record({what: fc.constantFrom(...Object.keys(changes)), at: fc.nat(2000)});

test("a build that takes parts over equals one that computes everything, whatever happened between", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, {minLength: 1, maxLength: 5}), async (happened) => {
      let source = whole;
      let earlier = last;
      for (const {what, at} of happened) {
        source = changes[what]!(at)(source);
        const path = join(folder, `${++run}.duckdb`);
        await buildWarehouse(store.dir, source, {path, now: NOW, earlier});
        earlier = path;
      }
      const anew = join(folder, `${++run}-anew.duckdb`);
      await buildWarehouse(store.dir, source, {path: anew, now: NOW});
      expect(await differences(earlier, anew)).toEqual([]);
    }),
    {numRuns: 6}
  );
}, 300_000);

test("a file of one dataset leaves the parts of the others as they were", async () => {
  const [media] = whole.submissions.filter(({dataset, kind}) => dataset === "media" && kind === "file");
  const path = join(folder, "without-media.duckdb");
  await buildWarehouse(store.dir, withoutSubmission(whole, media!.submission_id), {path, now: NOW, earlier: last});
  const changed = await changedParts(path, last);
  for (const part of ["K05", "marts.media", "coverage of media", "marts.freshness"]) expect(changed).toContain(part);
  // Nobody sent a yearbook, whose values would count media too.
  for (const part of [
    "K23",
    "K36",
    "marts.activities",
    "marts.yearbook_values",
    "coverage of members",
    "sensitive KPIs"
  ])
    expect(changed).not.toContain(part);
});

test("an earlier build that is damaged is passed over", async () => {
  const path = join(folder, "damaged.duckdb");
  const bytes = readFileSync(last);
  for (let at = 20_000; at < bytes.length; at += 997) bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(path, bytes);
  const built = join(folder, "after-damage.duckdb");
  await buildWarehouse(store.dir, whole, {path: built, now: NOW, earlier: path});
  expect(await differences(built, last)).toEqual([]);
});

/** Tables whose rows differ, with their number; `marts.build` names the build itself. */
async function differences(a: string, b: string): Promise<string[]> {
  const db = await bothAttached(a, b);
  const tables = await rows<{name: string}>(
    db,
    `select distinct schema_name || '.' || table_name as name from duckdb_tables()
    where database_name in ('a', 'b') and table_name <> 'build' order by name`
  );
  const found: string[] = [];
  for (const {name} of tables) {
    const {count} = await row<{count: number}>(
      db,
      `select ((select count(*) from (from a.${name} except all from b.${name}))
        + (select count(*) from (from b.${name} except all from a.${name})))::integer as count`
    );
    if (count > 0) found.push(`${name}: ${count}`);
  }
  db.closeSync();
  return found;
}

async function changedParts(a: string, b: string): Promise<string[]> {
  const db = await bothAttached(a, b);
  const changed = await rows<{name: string}>(
    db,
    "select name from a.kept.parts inner join b.kept.parts as other using (name) where parts.fingerprint <> other.fingerprint"
  );
  db.closeSync();
  return changed.map(({name}) => name);
}

async function bothAttached(a: string, b: string) {
  const db = await memoryDatabase();
  for (const [name, path] of Object.entries({a, b})) await db.run(`attach ${literal(path)} as ${name} (read_only)`);
  return db;
}
