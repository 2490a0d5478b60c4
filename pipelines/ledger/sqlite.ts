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

/** How long a unit of work waits for another process to end its own. */
const BUSY_MS = 20_000;
const POLL_MS = 10;

/** Opens a ledger's file to write; makes it where there is none. */
export function openToWrite(path: string): Database.Database {
  const db = new Database(path);
  // The timeout comes first: changing the journal beside another process would fail at once without it.
  db.exec(`pragma busy_timeout = ${BUSY_MS}`);
  db.exec("pragma journal_mode = wal");
  db.exec("pragma synchronous = full");
  // What is deleted or changed is overwritten in the file too.
  db.exec("pragma secure_delete = on");
  return db;
}

/** A second connection that only reads: the journal shows it the last committed state while a unit of work is under way. */
export function openToRead(path: string): Database.Database {
  const db = new Database(path);
  db.exec(`pragma busy_timeout = ${BUSY_MS}`);
  db.exec("pragma query_only = on");
  return db;
}

/** For units of work, one after the other. */
export function kyselyToWrite(database: Database.Database): Kysely<LedgerTables> {
  // From here on waiting is ours, so that the process goes on answering meanwhile.
  database.exec("pragma busy_timeout = 0");
  return new Kysely({dialect: new WritingDialect(database)});
}

export function kyselyToRead(database: Database.Database): Kysely<LedgerTables> {
  return new Kysely({dialect: new SqliteDialect({database: preparingOnce(database)})});
}

/** Takes what was deleted or changed out of the journal too, as far as nobody goes on reading it. */
export async function emptyJournal(database: Database.Database): Promise<void> {
  await untilFree(() => {
    const [answer] = database.prepare("pragma wal_checkpoint(truncate)").all() as {busy: number}[];
    return answer?.busy !== 1;
  });
}

/** More texts than the program has; only lists of other lengths make new ones. */
const MOST_STATEMENTS = 300;

/** Preparing a statement takes as long as running it, and every request asks for its session. */
function preparingOnce(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (text) => {
      // Of a closed file libsql ends the process when a statement is run, and throws when one is prepared.
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

  /** Immediate: of two that begin deferred and write later, one would fail in the middle. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const isBegun = await untilFree(() => begin(this.#database));
    // The database itself says what is in the way.
    if (!isBegun) await connection.executeQuery(BEGIN);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // Where the disk is full, SQLite has rolled back already. Of a closed file libsql ends the process when it is asked.
    if (this.#database.open && this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

const BEGIN = CompiledQuery.raw("begin immediate");

function begin(database: Database.Database): boolean {
  try {
    database.exec(BEGIN.sql);
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === "SQLITE_BUSY") return false;
    throw error;
  }
}

/** Tries again and again; false where it stayed in vain. */
async function untilFree(attempt: () => boolean): Promise<boolean> {
  const end = performance.now() + BUSY_MS;
  while (!attempt()) {
    if (performance.now() > end) return false;
    await sleep(POLL_MS);
  }
  return true;
}
