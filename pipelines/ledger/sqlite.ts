import {setTimeout as sleep} from "node:timers/promises";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement
} from "kysely";
import Database from "libsql";
import type {LedgerTables} from "./tables.ts";

/** How long a unit of work waits for one of another process. */
const BUSY_MS = 20_000;
const POLL_MS = 10;

/**
 * Opens a ledger's file for writing, and creates it if needed. Nothing else in the process may open and close that file,
 * not even to copy it: POSIX then drops the locks of the whole process, and the file is soon malformed.
 */
export function openToWrite(path: string): Database.Database {
  const db = new Database(path);
  // The timeout is set first: without it, changing the journal mode beside another process would fail at once.
  db.exec(`pragma busy_timeout = ${BUSY_MS}`);
  db.exec("pragma journal_mode = wal");
  db.exec("pragma synchronous = full");
  // Deleted and replaced data are overwritten in the file too.
  db.exec("pragma secure_delete = on");
  return db;
}

/** Opens a second, read-only connection: in WAL mode it sees the last committed state during a unit of work. */
export function openToRead(path: string): Database.Database {
  const db = new Database(path);
  db.exec(`pragma busy_timeout = ${BUSY_MS}`);
  db.exec("pragma query_only = on");
  return db;
}

/** Returns a number that differs after any commit of another connection, in this process or elsewhere. */
export function stateOf(database: Database.Database): number {
  const [row] = database.prepare("pragma data_version").all() as {data_version: number}[];
  return row?.data_version ?? 0;
}

/** Runs units of work one after the other. */
export function kyselyToWrite(database: Database.Database): Kysely<LedgerTables> {
  // From here on this process does the waiting, so that it stays responsive meanwhile.
  database.exec("pragma busy_timeout = 0");
  return new Kysely({dialect: new WritingDialect(database)});
}

export function kyselyToRead(database: Database.Database): Kysely<LedgerTables> {
  return new Kysely({dialect: new SqliteDialect({database: preparingOnce(database)})});
}

/** Removes deleted and replaced data from the write-ahead log, as far as no reader still needs them. */
export async function emptyJournal(database: Database.Database): Promise<void> {
  await untilFree(() => {
    const [answer] = database.prepare("pragma wal_checkpoint(truncate)").all() as {busy: number}[];
    return answer?.busy !== 1;
  });
}

/** The program has fewer statement texts than this; only lists of other lengths create new ones. */
const MOST_STATEMENTS = 300;

/** Caches prepared statements: preparing takes as long as running, and every request reads its session. */
function preparingOnce(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (text) => {
      // On a closed file libsql ends the process when a statement runs, but throws when one is prepared.
      const known = database.open ? prepared.get(text) : undefined;
      if (known) return known;
      if (prepared.size >= MOST_STATEMENTS) prepared.clear();
      const statement = database.prepare(text);
      prepared.set(text, statement);
      return statement;
    }
  };
}

class WritingDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({database});
    this.#database = database;
  }

  override createDriver(): Driver {
    return new WritingDriver(this.#database);
  }
}

class WritingDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({database: preparingOnce(database)});
    this.#database = database;
  }

  /** Begins immediately: of two transactions that begin deferred and write later, one would fail in the middle. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const isBegun = await untilFree(() => begin(this.#database));
    // The database's own error says what is in the way.
    if (!isBegun) await connection.executeQuery(BEGIN);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has already rolled back if the disk is full. On a closed file libsql would end the process.
    if (this.#database.open && this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

const BEGIN = CompiledQuery.raw("begin immediate");

function begin(database: Database.Database): boolean {
  try {
    database.exec(BEGIN.sql);
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

export const isBusy = (error: unknown) => error instanceof Database.SqliteError && error.code === "SQLITE_BUSY";

/** Retries until it succeeds or the time is over; returns whether it succeeded. */
async function untilFree(attempt: () => boolean): Promise<boolean> {
  const end = performance.now() + BUSY_MS;
  while (!attempt()) {
    if (performance.now() > end) return false;
    await sleep(POLL_MS);
  }
  return true;
}
