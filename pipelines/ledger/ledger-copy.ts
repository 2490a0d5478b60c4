import {readdirSync, renameSync, rmSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import Database from "libsql";
import {syncFile, syncFolder} from "#pipelines/host/durable.ts";

/**
 * Writes the committed state of a ledger into a new file, whoever has it open, and compares the copy with it. Inside a
 * unit of work of another connection nobody writes meanwhile, and the copy is what that unit of work began from.
 */
export function copyLedger(path: string, to: string): void {
  const source = new Database(path);
  try {
    source.prepare("vacuum into ?").run(to);
    const copy = new Database(to);
    try {
      const problems = integrityProblems(copy);
      if (problems.length > 0) throw new Error(`the copy of the ledger is not sound: ${problems[0]}`);
      // Copied a moment later than it was counted, a ledger that others write to could have more rows.
      if (countsOf(copy) !== countsOf(source)) throw new Error("the copy of the ledger has other rows than the ledger");
    } finally {
      copy.close();
    }
  } finally {
    source.close();
  }
  syncFile(to);
  syncFolder(dirname(to));
}

/**
 * Keeps a copy of the ledger as a version left it, under a name that says so; a newer one takes its place. Called in the
 * migration's unit of work, so drafts of such a copy are of killed processes.
 */
export function keepOfVersion(path: string, version: number): string {
  const place = `${path.replace(/\.sqlite$/, "")}.version-${version}.sqlite`;
  const folder = dirname(place);
  for (const name of readdirSync(folder).filter((each) => each.startsWith(`${basename(place)}-`)))
    rmSync(join(folder, name));
  const beside = `${place}-${process.pid}`;
  copyLedger(path, beside);
  renameSync(beside, place);
  syncFolder(folder);
  return place;
}

/** Returns what is wrong with the structure of a ledger's file. */
export function integrityProblems(database: Database.Database, pragma = "integrity_check"): string[] {
  const found = database.prepare(`pragma ${pragma}`).all() as Record<string, string>[];
  return found.flatMap((row) => Object.values(row)).filter((text) => text !== "ok");
}

function countsOf(database: Database.Database): string {
  const tables = database.prepare("select name from sqlite_schema where type = 'table' order by name").all() as {
    name: string;
  }[];
  const counts = tables.map(({name}) => {
    const [{rows}] = database.prepare(`select count(*) as rows from "${name}"`).all() as [{rows: number}];
    return `${name} ${rows}`;
  });
  const [{user_version}] = database.prepare("pragma user_version").all() as [{user_version: number}];
  return [user_version, ...counts].join("\n");
}
