import {copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import Database from "libsql";
import {expect, test} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openLedger} from "#pipelines/ledger/ledger.ts";
import {migrate, readMigrations} from "#pipelines/ledger/migrations.ts";
import {keepOfVersion} from "#pipelines/ledger/ledger-copy.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {openStore} from "#pipelines/store/store.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {rowsInFile} from "../../ledger-file.ts";
import {runCli} from "../child.ts";
import {basicStore, temporaryFolder} from "../store.ts";

/** A closed store of three submissions; its ledger is one file. */
async function closedStore() {
  const {dir, ledger} = await basicStore();
  await ledger.settle();
  await ledger.close();
  return dir;
}

function damage(path: string): void {
  const bytes = readFileSync(path);
  // Every page but the first, whose head would make it another kind of file.
  for (let at = 4096; at < bytes.length; at += 512) bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(path, bytes);
}

test("a damaged ledger stops the opening with words, and nothing is removed", async () => {
  const dir = await closedStore();
  const folders = readdirSync(dir.submissions);
  damage(dir.ledger);
  const bytes = readFileSync(dir.ledger);
  await expect(openStore(dir)).rejects.toThrow(/台账文件.*损坏，已停止.*npm run restore/);
  expect(readdirSync(dir.submissions)).toEqual(folders);
  expect(readFileSync(dir.ledger).equals(bytes)).toBe(true);
});

test("a file that is no ledger at all stops a command with words, without a stack", async () => {
  const dir = await closedStore();
  writeFileSync(dir.ledger, "这不是台账".repeat(1000));
  const {code, stderr} = await runCli(["rebuild"], dir.root);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^台账文件 .*损坏，已停止/);
  expect(stderr).not.toContain("    at ");
});

test.each(["removed", "emptied"])("a ledger that was %s is not made anew beside the files it knew", async (how) => {
  const dir = await closedStore();
  const folders = readdirSync(dir.submissions);
  expect(folders).toHaveLength(3);
  if (how === "removed") rmSync(dir.ledger);
  else truncateSync(dir.ledger);
  await expect(openStore(dir)).rejects.toThrow(/有报送的文件，却没有台账/);
  expect(readdirSync(dir.submissions)).toEqual(folders);
});

function olderLedger(): string {
  const path = join(temporaryFolder(), "ledger.sqlite");
  copyFileSync(join(projectRoot, "test/fixtures/ledgers/version-12.sqlite"), path);
  return path;
}

test("before a ledger is migrated, a copy of it is kept that the program before can open", async () => {
  const path = olderLedger();
  const before = rowsInFile({ledger: path}, "select * from submissions");
  const ledger = await openLedger(path);
  await ledger.close();
  const kept = path.replace(".sqlite", ".version-12.sqlite");
  expect(rowsInFile({ledger: kept}, "pragma user_version")).toEqual([{user_version: 12}]);
  expect(rowsInFile({ledger: kept}, "select * from submissions")).toEqual(before);
  const again = await openLedger(path);
  expect(await readSubmissions(again)).toHaveLength(before.length);
  await again.close();
});

test("a copy that a killed migration left half done does not stay", async () => {
  const path = olderLedger();
  for (const end of ["", "-journal"])
    writeFileSync(path.replace(".sqlite", `.version-12.sqlite-4194303${end}`), "half");
  await (await openLedger(path)).close();
  expect(readdirSync(dirname(path)).filter((name) => name.includes("version"))).toEqual(["ledger.version-12.sqlite"]);
});

test("a new ledger, and one of this version, leave no copies", async () => {
  const dir = dataDirAt(temporaryFolder());
  for (const _ of ["new", "again"]) await (await openLedger(dir.ledger)).close();
  expect(readdirSync(dir.root).filter((name) => name.includes("version"))).toEqual([]);
});

test("a migration that fails says so, and leaves the ledger of the version before with its copy", () => {
  const path = olderLedger();
  const database = new Database(path);
  const steps = [
    ...readMigrations().slice(0, 12),
    "create table more (a text) strict; insert into nothing values (1);"
  ];
  expect(() => migrate(database, steps, (version) => keepOfVersion(path, version))).toThrow(
    /从第 12 版结构升级到第 13 版没有成功，台账仍是第 12 版，没有改动：.*nothing/
  );
  database.close();
  expect(rowsInFile({ledger: path}, "pragma user_version")).toEqual([{user_version: 12}]);
  expect(existsSync(path.replace(".sqlite", ".version-12.sqlite"))).toBe(true);
});
