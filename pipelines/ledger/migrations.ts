import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type Database from "libsql";
import {projectRoot} from "#pipelines/host/root.ts";

/**
 * Forward only: the first makes the ledger, each further one changes what the one before has left. A step that was ever
 * released stays as it is; a change is a new step, with a ledger of the version before in `test/fixtures/ledgers`.
 */
export function readMigrations(): string[] {
  const folder = join(projectRoot, "pipelines", "ledger", "migrations");
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

/** Brings a ledger up to a version, by default to the last; a new file has version 0. */
export function migrate(database: Database.Database, steps = readMigrations()): void {
  // The common case waits for nobody.
  if (versionOf(database, steps.length) === steps.length) return;
  database
    .transaction(() => {
      // Another process may have done it in the meantime.
      for (const step of steps.slice(versionOf(database, steps.length))) database.exec(step);
      database.exec(`pragma user_version = ${steps.length}`);
    })
    .immediate();
}

function versionOf(database: Database.Database, newest: number): number {
  const [{user_version: version}] = database.prepare("pragma user_version").all() as [{user_version: number}];
  // A newer program may have written what this one would misread.
  if (version > newest) throw new Error(`${database.name} was written by a newer version of this program`);
  return version;
}
