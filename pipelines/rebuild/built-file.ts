import type {DuckDBConnection} from "@duckdb/node-api";
import {text} from "#pipelines/duckdb/columns.ts";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {rows} from "#pipelines/duckdb/rows.ts";

const TABLES = `select schema_name || '.' || table_name as name from duckdb_tables()
  where database_name = 'finished' and schema_name in ('marts', 'kpis') order by name`;

/** Opens a built file anew and counts every table, so that what cannot be read is never served. */
export async function requireReadable(path: string): Promise<void> {
  await withFinished(path, async (db) => {
    const names = await tablesIn(db);
    if (!names.includes("kpis.series")) throw new Error(`${path} has no numbers`);
    await db.run(names.map((name) => `select count(*) from ${name}`).join(" union all "));
  });
}

/** Files that were read whole by this process; a build never changes. */
const sound = new Set<string>();

/** Tells whether all of a built file can be read; DuckDB compares each block with its checksum. */
export async function isReadableWhole(path: string, {isAgain = false} = {}): Promise<boolean> {
  if (sound.has(path) && !isAgain) return true;
  try {
    await withFinished(path, async (db) => {
      for (const name of await tablesIn(db)) await db.run(`select bit_xor(hash(one)) from ${name} as one`);
    });
  } catch {
    // Whatever is wrong with it, the file can be built again.
    return false;
  }
  sound.add(path);
  return true;
}

async function tablesIn(db: DuckDBConnection): Promise<string[]> {
  return (await rows(db, {name: text}, TABLES)).map(({name}) => name);
}
