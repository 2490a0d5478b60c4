import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {literal} from "./sql-text.ts";

/** Runs `read` with a finished warehouse file opened for reading, in which it finds `marts.x` and `kpis.series`. */
export async function withFinished<T>(path: string, read: (db: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:");
  const db = await instance.connect();
  try {
    await db.run(`attach ${literal(path)} as finished (read_only)`);
    await db.run("use finished");
    return await read(db);
  } finally {
    db.closeSync();
    instance.closeSync();
  }
}
