import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type Database from "libsql";
import {projectRoot} from "#pipelines/host/root.ts";
import {failedMigration, newerLedger} from "./ledger-error.ts";
import {isBusy} from "./sqlite.ts";

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

/**
 * Migrates a ledger to a version, by default the last; a new file has version 0. `keep` makes a copy of an older ledger
 * before anything changes. If a step fails, the ledger stays as it was.
 */
export function migrate(
  database: Database.Database,
  steps = readMigrations(),
  keep: (version: number) => void = () => undefined
): void {
  // The usual case needs no lock.
  const from = versionOf(database, steps.length);
  if (from === steps.length) return;
  try {
    database
      .transaction(() => {
        // Another process may have migrated it in the meantime.
        const version = versionOf(database, steps.length);
        if (version > 0 && version < steps.length) keep(version);
        for (const step of steps.slice(version)) database.exec(step);
        database.exec(`pragma user_version = ${steps.length}`);
      })
      .immediate();
  } catch (error) {
    throw from === 0 || isBusy(error) ? error : failedMigration({from, to: steps.length}, error);
  }
}

export function versionOf(database: Database.Database, newest: number): number {
  const [{user_version: version}] = database.prepare("pragma user_version").all() as [{user_version: number}];
  // This program could misread what a newer one wrote.
  if (version > newest) throw newerLedger(database.name, {version, newest});
  return version;
}
