import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type Database from "libsql";
import {projectRoot} from "#pipelines/host/root.ts";

/**
 * Reads the migrations, which only go forward: the first creates the ledger, and each further one changes the version
 * before. A released migration never changes; a change is a new one, with a ledger of the version before in
 * `test/fixtures/ledgers`.
 */
export function readMigrations(): string[] {
  const folder = join(projectRoot, "pipelines", "ledger", "migrations");
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

/** Migrates a ledger to a version, by default the last; a new file has version 0. */
export function migrate(database: Database.Database, steps = readMigrations()): void {
  // The usual case needs no lock.
  if (versionOf(database, steps.length) === steps.length) return;
  database
    .transaction(() => {
      // Another process may have migrated it in the meantime.
      for (const step of steps.slice(versionOf(database, steps.length))) database.exec(step);
      database.exec(`pragma user_version = ${steps.length}`);
    })
    .immediate();
}

function versionOf(database: Database.Database, newest: number): number {
  const [{user_version: version}] = database.prepare("pragma user_version").all() as [{user_version: number}];
  // This program could misread what a newer one wrote.
  if (version > newest) throw new Error(`${database.name} was written by a newer version of this program`);
  return version;
}
