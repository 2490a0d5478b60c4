import {execFile} from "node:child_process";
import {createHash} from "node:crypto";
import {promisify} from "node:util";
import {expect, test} from "vitest";
import {audit, auditAlone, readAudit, verifyAudit} from "#pipelines/ledger/audit.ts";
import type {Store} from "#pipelines/store/store.ts";
import {setSetting} from "#pipelines/ledger/settings.ts";
import {lockMonth} from "#pipelines/submissions/month-locks.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {rowsInFile, runInFile} from "../ledger-file.ts";
import {programArguments} from "../programs.ts";
import {basicStore, emptyStore, sendAccepted, csvOf} from "./store.ts";
import {addVerdict} from "#pipelines/ledger/submission-entries.ts";

const at = (day: number) => `2026-11-${String(day).padStart(2, "0")}T20:00:00.000Z`;

async function fiveRows(): Promise<Store> {
  const store = await emptyStore();
  for (const day of [11, 12, 13, 14, 15])
    await auditAlone(store.ledger, {at: at(day), who: "office", action: "sign-in"});
  return store;
}

/** What somebody with the file itself could do. */
function tamper({dir}: Store, ...statements: string[]): void {
  for (const trigger of ["audit_stays", "audit_is_kept"]) runInFile(dir, `drop trigger ${trigger}`);
  for (const statement of statements) runInFile(dir, statement);
}

test("a chain that nobody touched is intact", async () => {
  expect(await verifyAudit((await fiveRows()).ledger)).toMatchObject({isIntact: true, count: 5});
  expect(await verifyAudit((await emptyStore()).ledger)).toMatchObject({isIntact: true, count: 0});
});

test.each([
  ["altered", ["update audit set who = 'nobody' where audit_id = 3"], 3],
  ["removed", ["delete from audit where audit_id = 3"], 3],
  ["cut off at the end", ["delete from audit where audit_id = 5"], 5],
  ["cut off at the beginning", ["delete from audit where audit_id = 1"], 1],
  ["all gone", ["delete from audit"], 1],
  [
    "moved",
    [
      "update audit set audit_id = 99 where audit_id = 2",
      "update audit set audit_id = 2 where audit_id = 3",
      "update audit set audit_id = 3 where audit_id = 99"
    ],
    2
  ],
  [
    "put in",
    [
      "insert into audit select 6, at, who, action, object, detail, address, previous_hash, hash from audit where audit_id = 5"
    ],
    6
  ]
])("a row that is %s is found", async (_, statements, row) => {
  const store = await fiveRows();
  tamper(store, ...statements);
  expect(await verifyAudit(store.ledger)).toEqual({isIntact: false, row});
});

test("a row that is altered together with its own hash is found by the next one", async () => {
  const store = await fiveRows();
  const [row] = rowsInFile<Record<string, string | number>>(store.dir, "select * from audit where audit_id = 3");
  const written = ["audit_id", "at", "who", "action", "object", "detail", "address"].map((name) => row![name]);
  const hashOf = (values: unknown[]) =>
    createHash("sha256").update(String(row!.previous_hash)).update(JSON.stringify(values)).digest("hex");
  expect(hashOf(written)).toBe(row!.hash);
  const forged = hashOf(written.map((value) => (value === "office" ? "nobody" : value)));
  tamper(store, `update audit set who = 'nobody', hash = '${forged}' where audit_id = 3`);
  expect(await verifyAudit(store.ledger)).toEqual({isIntact: false, row: 4});
});

test("the ledger itself lets no row be changed or taken out", async () => {
  const {dir} = await fiveRows();
  expect(() => runInFile(dir, "update audit set who = 'nobody'")).toThrow(/append-only/);
  expect(() => runInFile(dir, "delete from audit")).toThrow(/append-only/);
});

test("what is sent, decided, set and locked is written down with who did it, and nothing of what is in a file", async () => {
  const store = await basicStore();
  const {ledger} = store;
  const before = (await readAudit(ledger)).length;
  const sent = await sendAccepted(store, "media", csvOf("media", [{}]), {
    account: "office",
    unit: undefined
  });
  const {submission_id} = sent;
  await ledger.transaction((tx) =>
    addVerdict(tx, {submission_id, verdict: "approve", given_by: "office", given_at: at(15)})
  );
  await ledger.transaction((tx) => setSetting(tx, {name: "due-day/media", value: 9, by: "office", now: at(15)}));
  await ledger.transaction((tx) => lockMonth(tx, {month: "2026-03", by: "office", now: at(15)}));
  const written = (await readAudit(ledger)).reverse().slice(before);
  expect(written.map(({who, action, object, detail}) => [who, action, object, JSON.parse(detail)])).toEqual([
    ["office", "submitted", submission_id, {dataset: "media", kind: "file", unit: null, rows: 1}],
    ["office", "verdict", submission_id, {verdict: "approve"}],
    ["office", "setting", "due-day/media", {value: 9}],
    ["office", "month-locked", "2026-03", {}]
  ]);
  expect((await verifyAudit(ledger)).isIntact).toBe(true);
});

test("what fails is not written down either", async () => {
  const {ledger} = await emptyStore();
  const failing = () =>
    ledger.transaction(async (tx) => {
      await audit(tx, {at: at(15), action: "sign-in"});
      throw new Error("broken off");
    });
  await expect(failing()).rejects.toThrow("broken off");
  expect(await verifyAudit(ledger)).toMatchObject({isIntact: true, count: 0});
});

test("the audit is filtered by account, action and day in China", async () => {
  const {ledger} = await fiveRows();
  await auditAlone(ledger, {at: at(15), who: "admin", action: "sign-out"});
  const found = async (filter: Parameters<typeof readAudit>[1]) =>
    (await readAudit(ledger, filter)).map(({audit_id}) => audit_id);
  expect(await found({who: "admin"})).toEqual([6]);
  expect(await found({action: "sign-in", limit: 2})).toEqual([5, 4]);
  // 20:00 in UTC is the next day in China.
  expect(await found({from: "2026-11-12", to: "2026-11-13"})).toEqual([2, 1]);
});

test("the command says whether the audit is intact, and which row is not", async () => {
  const store = await emptyStore();
  const {ledger} = store;
  for (const day of [11, 12, 13]) await auditAlone(ledger, {at: at(day), who: "office", action: "sign-in"});
  const run = (...argv: string[]) =>
    promisify(execFile)(process.execPath, [...programArguments("pipelines/cli/cli.ts"), ...argv], {
      cwd: projectRoot,
      env: {...process.env, DATA_DIR: store.dir.root}
    }).catch((failed: {code: number; stdout: string}) => failed);
  expect((await run("audit", "verify")).stdout).toMatch(/^审计记录完整：3 条/);
  tamper(store, "update audit set action = 'sign-out' where audit_id = 2");
  expect(await run("audit", "verify")).toMatchObject({code: 2, stdout: expect.stringContaining("第 2 条")});
  const exported = (await run("audit", "export")).stdout.trim().split("\n");
  expect(exported.map((line) => (JSON.parse(line) as {action: string}).action)).toEqual([
    "sign-in",
    "sign-out",
    "sign-in",
    "audit-exported"
  ]);
});
