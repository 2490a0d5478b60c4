import type {DuckDBConnection} from "@duckdb/node-api";
import {integer} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

const BUILD = query({revision: integer}, "select revision from marts.build");

/** Reads the state of the ledger that a warehouse was built from. */
export async function readBuildRevision(db: DuckDBConnection): Promise<number> {
  const [build] = await BUILD.rows(db);
  if (!build) throw new Error("marts.build is empty");
  return build.revision;
}
