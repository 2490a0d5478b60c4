import {existsSync, mkdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {CORRECTIONS_FILE} from "#pipelines/files/corrections.ts";
import {makeDurable, writeDurably} from "#pipelines/host/durable.ts";
import {seal} from "./seal.ts";
import {sealedName} from "./sealed-files.ts";
import {packRows, rowsInParquet} from "./sealed-rows.ts";

interface SealedFolder {
  key: Buffer;
  submissionId: string;
  contract: Contract;
  /** The folder of the original and its rows while they are checked, unsealed. */
  open: string;
  /** A new folder for the sealed files. */
  kept: string;
}

/** Seals the files of a submission into `kept`, which then contains nothing unsealed. */
export async function keepSealed(db: DuckDBConnection, {key, submissionId, contract, open, kept}: SealedFolder) {
  // The files are sealed again if another submission came in between.
  rmSync(kept, {recursive: true, force: true});
  mkdirSync(kept);
  const original = readFileSync(join(open, "original"));
  const corrections = join(open, CORRECTIONS_FILE);
  const rows = await packRows(db, contract, rowsInParquet(join(open, "rows.parquet")));
  writeDurably(join(kept, sealedName("original")), seal(key, {submissionId, role: "original"}, original));
  writeDurably(join(kept, sealedName("rows")), seal(key, {submissionId, role: "rows"}, rows));
  if (existsSync(corrections)) {
    const place = {submissionId, role: "corrections"} as const;
    writeDurably(join(kept, sealedName(place.role)), seal(key, place, readFileSync(corrections)));
  }
  await makeDurable([kept]);
}
