import {rmSync} from "node:fs";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
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
export function withScratch<T>(dir: DataDir, name: string, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  return withScratchAfter(
    dir,
    name,
    () => Promise.resolve(),
    (scratch) => work(scratch)
  );
}

/** The same, where something in the folder is made ready while the database opens, such as a file that arrives. */
export async function withScratchAfter<P, T>(
  dir: DataDir,
  name: string,
  prepare: (folder: string) => Promise<P>,
  work: (scratch: Scratch, prepared: P) => Promise<T>
): Promise<T> {
  const folder = temporaryFolder(dir, name);
  try {
    const [prepared, opened] = await Promise.allSettled([prepare(folder), open(folder)]);
    if (opened.status === "rejected") throw opened.reason;
    const {instance, db} = opened.value;
    try {
      if (prepared.status === "rejected") throw prepared.reason;
      return await work({db, folder, connect: () => instance.connect()}, prepared.value);
    } finally {
      db.closeSync();
      instance.closeSync();
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

async function open(folder: string): Promise<{instance: DuckDBInstance; db: DuckDBConnection}> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: MEMORY_LIMIT,
    temp_directory: join(folder, "spill"),
    // An installation often has no internet, so a missing extension must fail at once.
    autoinstall_known_extensions: "false",
    // Each list of more than a few words becomes a join of its own, which costs a small file ten times the comparison.
    disabled_optimizers: "in_clause"
  });
  return {instance, db: await instance.connect()};
}
