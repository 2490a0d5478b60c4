import {existsSync, readdirSync, statSync} from "node:fs";
import Database from "libsql";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {integrityProblems} from "./ledger-copy.ts";
import {damagedLedger, lostLedger} from "./ledger-error.ts";
import {openToRead} from "./sqlite.ts";

/**
 * Throws a LedgerError where the ledger is damaged, or is gone while files of submissions are there: a new ledger in its
 * place would make orphans of them all.
 */
export function requireSoundLedger(dir: DataDir): void {
  if (!existsSync(dir.ledger) || statSync(dir.ledger).size === 0) {
    if (hasKeptFiles(dir)) throw lostLedger(dir.ledger);
    return;
  }
  const [problem] = readingProblems(dir.ledger, "quick_check");
  if (problem !== undefined) throw damagedLedger(dir.ledger, new Error(problem));
}

function hasKeptFiles({submissions, evidence, closings, frozen}: DataDir): boolean {
  return [submissions, evidence, closings, frozen].some(
    (folder) => existsSync(folder) && readdirSync(folder).length > 0
  );
}

/** Returns what is wrong with the structure of a ledger's file, without changing it. */
export function readingProblems(path: string, pragma?: "quick_check"): string[] {
  let database: Database.Database | undefined;
  try {
    database = openToRead(path);
    return integrityProblems(database, pragma);
  } catch (error) {
    if (isDamage(error)) return [(error as Error).message];
    throw error;
  } finally {
    database?.close();
  }
}

/** Returns the rows that refer to a row that is not there. */
export function foreignKeyProblems(path: string): string[] {
  const database = openToRead(path);
  try {
    const found = database.prepare("pragma foreign_key_check").all() as {
      table: string;
      rowid: number;
      parent: string;
    }[];
    return found.map(({table, rowid, parent}) => `${table} 第 ${rowid} 行引用的 ${parent} 不在了`);
  } finally {
    database.close();
  }
}

const CODES = ["SQLITE_CORRUPT", "SQLITE_NOTADB"];

export const isDamage = (error: unknown) => error instanceof Database.SqliteError && CODES.includes(error.code);
