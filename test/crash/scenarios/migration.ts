import {renameSync, rmSync} from "node:fs";
import type Database from "libsql";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {migrate, readMigrations} from "#pipelines/ledger/migrations.ts";
import {openToWrite} from "#pipelines/ledger/sqlite.ts";
import {withBasics} from "../basics.ts";
import {opened, type Scenario} from "../scenario.ts";

/** From here on a submission has all its columns, so that nothing of the data is lost on the way back. */
const OLD_VERSION = 5;

/** Opening a data directory that an older version of the program left. */
export const scenario: Scenario = {
  name: "migration",
  prepare: async (dir) => {
    await withBasics(dir);
    backToVersion(dir, OLD_VERSION);
  },
  act: (dir, answered) => opened(dir, async () => {}, answered),
  // Whoever asks has opened it.
  isDone: async () => true
};

/** Copies what the older version could hold into a ledger of that version. */
function backToVersion({ledger}: DataDir, version: number): void {
  const path = `${ledger}.old`;
  const old = openToWrite(path);
  migrate(old, readMigrations().slice(0, version));
  old.exec(`attach '${ledger}' as new`);
  for (const table of namesIn(
    old,
    "select name from main.sqlite_master where type = 'table' and name not like 'sqlite_%'"
  )) {
    const columns = namesIn(
      old,
      `select name from pragma_table_info('${table}', 'main')
      intersect select name from pragma_table_info('${table}', 'new')`
    ).join(", ");
    old.exec(`insert into main.${table} (${columns}) select ${columns} from new.${table}`);
  }
  old.exec("detach new");
  old.exec("pragma journal_mode = delete");
  old.close();
  for (const end of ["", "-wal", "-shm"]) rmSync(`${ledger}${end}`, {force: true});
  renameSync(path, ledger);
}

const namesIn = (db: Database.Database, sql: string) =>
  (db.prepare(sql).all() as {name: string}[]).map(({name}) => name);
