import {rmSync} from "node:fs";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {literal} from "./sql-text.ts";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";

/** DuckDB spills beyond this to disk, so that a file of ten million rows leaves memory for readers. */
const MEMORY_LIMIT = "900MB";

export interface Scratch {
  db: DuckDBConnection;
  /** Removed when the work ends. */
  folder: string;
  /** Opens another connection to the same database, which is closed with it. */
  connect(): Promise<DuckDBConnection>;
}

/** Runs `work` with an in-memory database and a temporary folder, and removes both afterwards. */
export async function withScratch<T>(dir: DataDir, name: string, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = temporaryFolder(dir, name);
  const instance = await DuckDBInstance.create(":memory:");
  const db = await instance.connect();
  try {
    await db.run(`set memory_limit = '${MEMORY_LIMIT}'`);
    await db.run(`set temp_directory = ${literal(join(folder, "spill"))}`);
    // An installation often has no internet, so a missing extension must fail at once.
    await db.run("set autoinstall_known_extensions = false");
    return await work({db, folder, connect: () => instance.connect()});
  } finally {
    db.closeSync();
    instance.closeSync();
    rmSync(folder, {recursive: true, force: true});
  }
}
