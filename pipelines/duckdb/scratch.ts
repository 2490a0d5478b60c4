import {rmSync} from "node:fs";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {literal} from "./sql-text.ts";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";

/** Work beyond this goes to disk, so a file of ten million rows does not crowd out the readers. */
const MEMORY_LIMIT = "900MB";

export interface Scratch {
  db: DuckDBConnection;
  /** Taken away when the work ends. */
  folder: string;
  /** Another connection to the same database; closed with it. */
  connect(): Promise<DuckDBConnection>;
}

/** Runs `work` in a database of its own that keeps nothing, with a folder for what outgrows memory. */
export async function withScratch<T>(dir: DataDir, name: string, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = temporaryFolder(dir, name);
  const instance = await DuckDBInstance.create(":memory:");
  const db = await instance.connect();
  try {
    await db.run(`set memory_limit = '${MEMORY_LIMIT}'`);
    await db.run(`set temp_directory = ${literal(join(folder, "spill"))}`);
    // An installation often has no internet; a missing extension must fail at once.
    await db.run("set autoinstall_known_extensions = false");
    return await work({db, folder, connect: () => instance.connect()});
  } finally {
    db.closeSync();
    instance.closeSync();
    rmSync(folder, {recursive: true, force: true});
  }
}
