import Database from "libsql";
import type {DataDir} from "#pipelines/host/data-dir.ts";

type Value = string | number | null;

/** What somebody with the ledger's file and a tool of SQLite could do. */
export function runInFile({ledger}: Pick<DataDir, "ledger">, sql: string, ...values: Value[]): void {
  const db = new Database(ledger);
  try {
    db.prepare(sql).run(...values);
  } finally {
    db.close();
  }
}

export function rowsInFile<T>({ledger}: Pick<DataDir, "ledger">, sql: string): T[] {
  const db = new Database(ledger);
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}
