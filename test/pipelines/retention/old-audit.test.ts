import {expect, test} from "vitest";
import {auditAlone, readAudit, verifyAudit} from "#pipelines/ledger/audit.ts";
import type {Store} from "#pipelines/store/store.ts";
import {
  auditDays,
  LEAST_AUDIT_DAYS,
  readOldAudit,
  removeOldAudit,
  setAuditDays
} from "#pipelines/retention/old-audit.ts";
import {setSetting} from "#pipelines/ledger/settings.ts";
import {runInFile} from "../../ledger-file.ts";
import {emptyStore} from "../store.ts";

const NOW = "2026-11-15T04:00:00.000Z";
const BY = {by: "admin", now: NOW};

/** Three rows of the past that 400 days leave behind on 2026-11-15, and two that stay. */
async function fiveRows(): Promise<Store> {
  const store = await emptyStore();
  // 18:00 in UTC is the next day in China: 2025-10-11, the first day that stays.
  const days = ["2025-03-01T08", "2025-06-01T08", "2025-10-10T08", "2025-10-10T18", "2026-11-01T08"];
  for (const day of days) await auditAlone(store.ledger, {at: `${day}:00:00.000Z`, who: "office", action: "sign-in"});
  return store;
}

const remove = ({ledger}: Store, on = "2026-11-15") => ledger.transaction((tx) => removeOldAudit(tx, {on, ...BY}));

function tamper({dir}: Store, ...statements: string[]): void {
  const triggers = ["audit_stays", "audit_is_kept", "audit_cuts_are_old", "audit_cuts_stay", "audit_cuts_are_kept"];
  for (const trigger of triggers) runInFile(dir, `drop trigger ${trigger}`);
  for (const statement of statements) runInFile(dir, statement);
}

test("rows older than 400 days go from the beginning, and the chain says how many and of which days", async () => {
  const store = await fiveRows();
  const {ledger} = store;
  const before = await readAudit(ledger);
  expect(await remove(store)).toMatchObject({through: 3, rows: 3, first_day: "2025-03-01", last_day: "2025-10-10"});
  const [said, ...kept] = await readAudit(ledger);
  expect(kept).toEqual(before.slice(0, 2));
  expect(said).toMatchObject({audit_id: 6, who: "admin", action: "audit-shortened"});
  expect(JSON.parse(said!.detail)).toMatchObject({through: 3, rows: 3, hash: before.at(-3)!.hash});
  expect(await verifyAudit(ledger)).toEqual({isIntact: true, count: 3, hash: said!.hash, removed: 3});
  expect(await remove(store)).toBeUndefined();
  expect(await readAudit(ledger)).toHaveLength(3);
});

test("an audit that is wholly old goes on from its last hash, and may be cut again later", async () => {
  const store = await fiveRows();
  const {ledger} = store;
  await remove(store, "2028-01-01");
  expect(await verifyAudit(ledger)).toMatchObject({isIntact: true, count: 1, removed: 5});
  await auditAlone(ledger, {at: "2027-12-01T00:00:00.000Z", action: "sign-in"});
  expect(await remove(store, "2028-01-01")).toMatchObject({through: 6, rows: 1});
  expect(await verifyAudit(ledger)).toMatchObject({isIntact: true, count: 2, removed: 6});
});

test("an old row behind one that stays is kept: only the beginning goes", async () => {
  const store = await fiveRows();
  const {ledger} = store;
  await auditAlone(ledger, {at: "2025-01-01T00:00:00.000Z", action: "sign-in"});
  expect(await readOldAudit(ledger, "2026-11-15")).toMatchObject({through: 3, rows: 3});
});

test.each([
  ["altered", ["update audit set who = 'nobody' where audit_id = 5"], 5],
  ["removed behind the cut", ["delete from audit where audit_id = 4"], 4],
  ["cut off at the end", ["delete from audit where audit_id = 6"], 4],
  [
    "put back before the cut",
    [
      "insert into audit select 3, at, who, action, object, detail, address, previous_hash, hash from audit where audit_id = 4"
    ],
    3
  ],
  [
    "cut off with a cut that the chain does not know",
    [
      "insert into audit_cuts (audit_id, hash, cut_on) select audit_id, hash, '2026-11-15' from audit where audit_id = 4",
      "delete from audit where audit_id = 4"
    ],
    5
  ],
  ["without its cut", ["delete from audit_cuts"], 1]
])("after a cut, a row %s is found", async (_, statements, row) => {
  const store = await fiveRows();
  const {ledger} = store;
  await remove(store);
  tamper(store, ...statements);
  expect(await verifyAudit(ledger)).toEqual({isIntact: false, row});
});

test("the ledger itself lets nothing be cut that is younger than the law allows, or that it does not name", async () => {
  const {dir} = await fiveRows();
  const cut = (id: number, on: string) =>
    runInFile(
      dir,
      "insert into audit_cuts (audit_id, hash, cut_on) select ?, hash, ? from audit where audit_id = ?",
      id,
      on,
      id
    );
  expect(() => cut(5, "2026-11-15")).toThrow(/184 days/);
  expect(() => cut(4, "2026-04-13")).toThrow(/184 days/);
  expect(() => runInFile(dir, "insert into audit_cuts (audit_id, hash, cut_on) values (3, 'x', '2026-11-15')")).toThrow(
    /184/
  );
  expect(() => runInFile(dir, "delete from audit where audit_id = 1")).toThrow(/append-only/);
  cut(4, "2026-04-14");
  expect(() => runInFile(dir, "delete from audit where audit_id = 5")).toThrow(/append-only/);
  expect(() => runInFile(dir, "delete from audit_cuts")).toThrow(/append-only/);
  expect(() => runInFile(dir, "update audit_cuts set audit_id = 5")).toThrow(/append-only/);
});

test("fewer than 184 days cannot be set, and do not count if they were", async () => {
  const {ledger} = await emptyStore();
  const set = (days: number) => ledger.transaction((tx) => setAuditDays(tx, days, BY));
  expect(await auditDays(ledger)).toBe(400);
  expect((await set(183))?.problem).toBe("审计记录至少保存 184 天（网络安全法要求不少于六个月），不能设成 183 天。");
  expect((await set(200.5))?.problem).toContain("整数");
  expect(await auditDays(ledger)).toBe(400);
  expect(await set(184)).toBeUndefined();
  expect(await auditDays(ledger)).toBe(184);
  expect((await readAudit(ledger))[0]).toMatchObject({action: "setting", object: "audit/days", who: "admin"});
  await ledger.transaction((tx) => setSetting(tx, {name: "audit/days", value: 1, now: NOW}));
  expect(await auditDays(ledger)).toBe(LEAST_AUDIT_DAYS);
});
