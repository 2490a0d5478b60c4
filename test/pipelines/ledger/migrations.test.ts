import {copyFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import Database from "libsql";
import {expect, onTestFinished, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {verifyAudit} from "#pipelines/ledger/audit.ts";
import {readLastBuild} from "#pipelines/ledger/builds.ts";
import {type Ledger, openLedger} from "#pipelines/ledger/ledger.ts";
import {migrate, readMigrations} from "#pipelines/ledger/migrations.ts";
import {addVerdict, readRevision, readSubmission, readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {removeOldAudit} from "#pipelines/retention/old-audit.ts";
import {rowsInFile} from "../../ledger-file.ts";
import {temporaryFolder} from "../store.ts";

const LAST = readMigrations().length;
const VERSIONS = Array.from({length: LAST}, (_, index) => index + 1);
const fixtures = join(projectRoot, "test", "fixtures", "ledgers");

/** A ledger as a version of the program left it; see `make-ledger.ts`. */
function ledgerOfVersion(version: number): string {
  const path = join(temporaryFolder(), "ledger.sqlite");
  copyFileSync(join(fixtures, `version-${version}.sqlite`), path);
  return path;
}

async function opened(path: string): Promise<Ledger> {
  const ledger = await openLedger(path);
  onTestFinished(() => ledger.close());
  return ledger;
}

/** Table, index or trigger → what it is made of, in no order: a column that was added later stands last. */
function schemaOf(path: string): Record<string, unknown> {
  const parts = rowsInFile<{type: string; name: string; sql: string | null}>(
    {ledger: path},
    "select type, name, sql from sqlite_schema"
  );
  return Object.fromEntries(
    parts.map(({type, name, sql}) => {
      const text = (sql ?? "")
        .replace(/--.*$/gm, "")
        .replace(/if not exists /g, "")
        .replace(/\s+/g, " ");
      if (type !== "table") return [name, text];
      const columns = rowsInFile<{name: string; cid: number}>({ledger: path}, `pragma table_info(${name})`);
      const facts = columns.map(({cid: _, ...column}) => column).sort((a, b) => a.name.localeCompare(b.name));
      const foreign = rowsInFile({ledger: path}, `pragma foreign_key_list(${name})`);
      const checks = (text.match(/check \((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g) ?? []).sort();
      return [
        name,
        {facts, foreign, checks, isStrict: text.endsWith("strict"), hasCounter: /autoincrement/.test(text)}
      ];
    })
  );
}

function rowsOf(path: string): Record<string, Record<string, unknown>[]> {
  const tables = rowsInFile<{name: string}>(
    {ledger: path},
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
  );
  return Object.fromEntries(
    tables.map(({name}) => [name, rowsInFile<Record<string, unknown>>({ledger: path}, `select * from ${name}`)])
  );
}

const versionOf = (path: string) => rowsInFile({ledger: path}, "pragma user_version");

test("every version has a ledger to try the steps after it on", () => {
  expect(readdirSync(fixtures).sort()).toEqual(VERSIONS.map((version) => `version-${version}.sqlite`).sort());
});

test.each(VERSIONS)(
  "a ledger of version %i becomes what a new one is, and every row says what it said",
  async (version) => {
    const path = ledgerOfVersion(version);
    const before = rowsOf(path);
    expect(versionOf(path)).toEqual([{user_version: version}]);
    await opened(path);
    const fresh = join(temporaryFolder(), "ledger.sqlite");
    await opened(fresh);
    expect(schemaOf(path)).toEqual(schemaOf(fresh));
    expect(versionOf(path)).toEqual([{user_version: LAST}]);
    expect(rowsOf(path)).toMatchObject(before);
  }
);

test.each(VERSIONS.slice(0, -1))("the step after version %i makes the ledger of the next version", (version) => {
  const path = ledgerOfVersion(version);
  const database = new Database(path);
  migrate(database, readMigrations().slice(0, version + 1));
  database.close();
  expect(schemaOf(path)).toEqual(schemaOf(ledgerOfVersion(version + 1)));
});

test("a ledger of the first version is read by today's program, the first time and again", async () => {
  const path = ledgerOfVersion(1);
  for (const _ of ["the first time", "and again"]) {
    const ledger = await openLedger(path);
    expect(await readSubmissions(ledger)).toMatchObject([
      {sent_order: 7, submission_id: "sent-1", kind: "file", unit_code: "U01", sent_by: null, verdict: "approve"},
      {sent_order: 8, submission_id: "sent-2", kind: "file", unit_code: null, columns: null, verdict: "return"}
    ]);
    expect([await readRevision(ledger), await readLastBuild(ledger)]).toEqual([13, 9]);
    await ledger.close();
  }
});

test("a verdict given after the change of version takes the next number", async () => {
  const ledger = await opened(ledgerOfVersion(1));
  const given_at = "2026-05-03T00:00:00.000Z";
  await ledger.transaction((tx) => addVerdict(tx, {submission_id: "sent-1", verdict: "hold", given_at}));
  expect((await readSubmission(ledger, "sent-1"))?.verdict).toBe("hold");
  expect(await readRevision(ledger)).toBe(14);
});

test("the audit of a ledger of the third version can be cut at its beginning after the change of version", async () => {
  const ledger = await opened(ledgerOfVersion(3));
  const now = "2026-11-15T04:00:00.000Z";
  await ledger.transaction((tx) => removeOldAudit(tx, {on: "2026-11-15", by: null, now}));
  expect(await verifyAudit(ledger)).toMatchObject({isIntact: true, count: 1, removed: 3});
});

test("a ledger that a newer version wrote is refused, and stays as it is", async () => {
  const path = ledgerOfVersion(LAST);
  const database = new Database(path);
  database.exec(`pragma user_version = ${LAST + 1}`);
  database.close();
  await expect(openLedger(path)).rejects.toThrow("是较新的程序写的");
  expect(versionOf(path)).toEqual([{user_version: LAST + 1}]);
});

test("a step that fails in the middle leaves the ledger of the version before", () => {
  const path = ledgerOfVersion(LAST);
  const before = schemaOf(path);
  const database = new Database(path);
  const broken = "create table more (a text) strict; insert into more values ('x'); insert into nothing values (1);";
  expect(() => migrate(database, [...readMigrations(), broken])).toThrow(/nothing/);
  database.close();
  expect(schemaOf(path)).toEqual(before);
  expect(versionOf(path)).toEqual([{user_version: LAST}]);
});
