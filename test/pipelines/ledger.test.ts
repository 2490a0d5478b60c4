import {join} from "node:path";
import Database from "libsql";
import {expect, test} from "vitest";
import {audit, verifyAudit} from "#pipelines/ledger/audit.ts";
import {Ledger} from "#pipelines/ledger/ledger.ts";
import {removeOldAudit} from "#pipelines/retention/old-audit.ts";
import {temporaryFolder} from "./store.ts";

/** The ledger as version 1 of the program left it. */
function ledgerOfVersion1(): string {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const db = new Database(path);
  db.exec(`
    create table submissions (sent_order integer primary key autoincrement, submission_id text not null unique,
      dataset text not null, file_name text not null, sha256 text not null, byte_count integer not null, unit_code text,
      as_of text not null, is_as_of_given integer not null, sent_at text not null, encoding text,
      read_count integer not null, added_count integer not null, updated_count integer not null,
      unchanged_count integer not null, skipped_count integer not null, has_replaced integer not null,
      warnings text not null) strict;
    create index submissions_by_bytes on submissions (dataset, sha256);
    create table verdicts (verdict_id integer primary key autoincrement,
      submission_id text not null references submissions (submission_id),
      verdict text not null check (verdict in ('approve', 'return', 'withdraw')), reason text, given_at text not null) strict;
    create index verdicts_by_submission on verdicts (submission_id);
    create table builds (build_id integer primary key autoincrement, started_at text not null) strict;
    insert into submissions values (7, 'first', 'activities', 'a.csv', 'hash', 3, 'U01', '2026-04-30', 0, '2026-05-01T00:00:00.000Z',
      'utf-8', 2, 2, 0, 0, 0, 0, '[]');
    insert into verdicts values (4, 'first', 'approve', 'good', '2026-05-02T00:00:00.000Z');
    insert into builds values (9, '2026-05-02T00:00:00.000Z');
    pragma user_version = 1;`);
  db.close();
  return path;
}

test("a ledger of the first version is brought up to date and says what it said", () => {
  const path = ledgerOfVersion1();
  for (const _ of ["the first time", "and again"]) {
    const ledger = new Ledger(path);
    expect(ledger.readSubmissions()).toMatchObject([
      {sent_order: 7, submission_id: "first", kind: "file", unit_code: "U01", sent_by: null, verdict: "approve"}
    ]);
    expect([ledger.readRevision(), ledger.readLastBuild()]).toEqual([11, 9]);
    ledger.close();
  }
});

test("a verdict given after the change of version takes the next number", () => {
  const ledger = new Ledger(ledgerOfVersion1());
  ledger.addVerdict({submission_id: "first", verdict: "hold", given_at: "2026-05-03T00:00:00.000Z"});
  expect(ledger.readSubmission("first")?.verdict).toBe("hold");
  expect(ledger.readRevision()).toBe(12);
  ledger.close();
});

/** As version 3 left it: the audit there kept everything for ever. */
function ledgerOfVersion3(): string {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const ledger = new Ledger(path);
  audit(ledger, {at: "2024-01-01T00:00:00.000Z", who: "office", action: "sign-in"});
  ledger.close();
  const db = new Database(path);
  db.exec(`
    drop table removals;
    drop trigger audit_is_kept;
    drop table audit_cuts;
    create trigger audit_is_kept before delete on audit begin select raise(abort, 'the audit is append-only'); end;
    pragma user_version = 3;`);
  db.close();
  return path;
}

test("the audit of a ledger of the third version can be cut at its beginning after the change of version", () => {
  const ledger = new Ledger(ledgerOfVersion3());
  removeOldAudit(ledger, {on: "2026-11-15", by: null, now: "2026-11-15T04:00:00.000Z"});
  expect(verifyAudit(ledger)).toMatchObject({isIntact: true, count: 1, removed: 1});
  ledger.close();
});
