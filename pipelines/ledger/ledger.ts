import {AsyncLocalStorage} from "node:async_hooks";
import type {ExpressionBuilder, Kysely} from "kysely";
import type Database from "libsql";
import {migrate} from "./migrations.ts";
import {emptyJournal, kyselyToRead, kyselyToWrite, openToRead, openToWrite} from "./sqlite.ts";
import type {LedgerTables} from "./tables.ts";

/** Asks the ledger: the ledger itself, the unit of work one is part of, or a snapshot. */
export type LedgerReader = Pick<Kysely<LedgerTables>, "selectFrom" | "selectNoFrom">;

/**
 * A unit of work: what is written through it stands wholly or not at all, and nobody else writes meanwhile. Await nothing
 * in it but the ledger.
 */
export type LedgerTransaction = LedgerReader & Pick<Kysely<LedgerTables>, "insertInto" | "updateTable" | "deleteFrom">;

/** What a condition on the rows of a table is made with. */
export type RowConditions<Table extends keyof LedgerTables> = ExpressionBuilder<LedgerTables, Table>;

/** Opens a ledger, new or of an earlier version; several processes may hold one open at a time. */
export async function openLedger(path: string): Promise<Ledger> {
  const database = openToWrite(path);
  try {
    migrate(database);
    return new Ledger(path, database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Files of the ledgers in whose unit of work the running code is. */
const workUnderWay = new AsyncLocalStorage<string>();

/** The small transactional store. It reads what is committed; whatever is written is part of a unit of work. */
export class Ledger implements LedgerReader {
  readonly #path: string;
  readonly #toWrite: Database.Database;
  readonly #toRead: Database.Database;
  readonly #writing: Kysely<LedgerTables>;
  readonly #reading: Kysely<LedgerTables>;

  constructor(path: string, database: Database.Database) {
    this.#path = path;
    this.#toWrite = database;
    this.#toRead = openToRead(path);
    this.#writing = kyselyToWrite(this.#toWrite);
    this.#reading = kyselyToRead(this.#toRead);
  }

  get selectFrom(): LedgerReader["selectFrom"] {
    this.#requireOutside();
    return this.#reading.selectFrom.bind(this.#reading);
  }

  get selectNoFrom(): LedgerReader["selectNoFrom"] {
    this.#requireOutside();
    return this.#reading.selectNoFrom.bind(this.#reading);
  }

  /** Runs a unit of work when its turn has come; where it throws, nothing of it stands. */
  async transaction<T>(work: (tx: LedgerTransaction) => Promise<T>): Promise<T> {
    this.#requireOutside();
    const tx = await this.#writing.startTransaction().execute();
    try {
      const result = await workUnderWay.run(this.#path, () => work(tx));
      await tx.commit().execute();
      return result;
    } catch (error) {
      await tx.rollback().execute();
      throw error;
    }
  }

  /** Reads one state of the ledger with several queries, whatever others write meanwhile. */
  async snapshot<T>(read: (reader: LedgerReader) => Promise<T>): Promise<T> {
    this.#requireOutside();
    const database = openToRead(this.#path);
    try {
      return await kyselyToRead(database).transaction().execute(read);
    } finally {
      database.close();
    }
  }

  /** Takes what was deleted or changed off the disk, as far as nobody goes on reading it. */
  async settle(): Promise<void> {
    this.#requireOutside();
    await this.#inTurn(() => emptyJournal(this.#toWrite));
  }

  /** Waits for the unit of work that is under way. */
  async close(): Promise<void> {
    this.#requireOutside();
    this.#toRead.close();
    // Not Kysely's own `destroy`, which waits for nobody and closes nothing where nothing was asked yet.
    await this.#inTurn(async () => this.#toWrite.close());
  }

  /** Between two units of work. */
  async #inTurn(act: () => Promise<unknown>): Promise<void> {
    await this.#writing.connection().execute(act);
  }

  /** The ledger does not show what the unit of work has written, and a second unit would wait for the first for ever. */
  #requireOutside(): void {
    if (workUnderWay.getStore() === this.#path)
      throw new Error("inside a unit of work the ledger is read and written through its transaction");
  }
}
