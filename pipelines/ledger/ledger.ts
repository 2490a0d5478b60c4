import {AsyncLocalStorage} from "node:async_hooks";
import type {ExpressionBuilder, Kysely} from "kysely";
import type Database from "libsql";
import {keepOfVersion} from "./ledger-copy.ts";
import {damagedLedger} from "./ledger-error.ts";
import {migrate, readMigrations} from "./migrations.ts";
import {isDamage} from "./sound-ledger.ts";
import {emptyJournal, kyselyToRead, kyselyToWrite, openToRead, openToWrite, stateOf} from "./sqlite.ts";
import type {LedgerTables} from "./tables.ts";

/** Reads from the ledger, from the current unit of work, or from a snapshot. */
export type LedgerReader = Pick<Kysely<LedgerTables>, "selectFrom" | "selectNoFrom">;

/**
 * A unit of work: all its writes take effect or none, and nobody else writes meanwhile. Await only the ledger in it.
 */
export type LedgerTransaction = LedgerReader & Pick<Kysely<LedgerTables>, "insertInto" | "updateTable" | "deleteFrom">;

/** Builds conditions on the rows of a table. */
export type RowConditions<Table extends keyof LedgerTables> = ExpressionBuilder<LedgerTables, Table>;

/**
 * Opens a ledger, creating or migrating it; several processes may hold one open. Before it migrates one, it keeps a copy
 * of it beside.
 */
export async function openLedger(path: string): Promise<Ledger> {
  let database: Database.Database | undefined;
  try {
    database = openToWrite(path);
    migrate(database, readMigrations(), (version) => keepOfVersion(path, version));
    return new Ledger(path, database);
  } catch (error) {
    database?.close();
    throw isDamage(error) ? damagedLedger(path, error) : error;
  }
}

/** Files of the ledgers in whose unit of work the running code is. */
const workUnderWay = new AsyncLocalStorage<string>();

/** The transactional store. Reads see committed data; every write is part of a unit of work. */
export class Ledger implements LedgerReader {
  readonly #path: string;
  readonly #toWrite: Database.Database;
  readonly #toRead: Database.Database;
  readonly #writing: Kysely<LedgerTables>;
  readonly #reading: Kysely<LedgerTables>;
  readonly #remembered = new Map<string, {state: number; value: Promise<unknown>}>();

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

  /** Runs a unit of work when its turn comes; if it throws, nothing of it takes effect. */
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

  /** Reads one consistent state with several queries, whatever others write meanwhile. */
  async snapshot<T>(read: (reader: LedgerReader) => Promise<T>): Promise<T> {
    this.#requireOutside();
    const database = openToRead(this.#path);
    try {
      return await kyselyToRead(database).transaction().execute(read);
    } finally {
      database.close();
    }
  }

  /**
   * Returns what `read` gave since anybody's last write, or reads it anew. All callers get the same value, so nobody may
   * change it.
   */
  remembered<T>(name: string, read: () => Promise<T>): Promise<T> {
    this.#requireOutside();
    const state = stateOf(this.#toRead);
    const known = this.#remembered.get(name);
    if (known?.state === state) return known.value as Promise<T>;
    const value = read();
    this.#remembered.set(name, {state, value});
    value.catch(() => {
      if (this.#remembered.get(name)?.value === value) this.#remembered.delete(name);
    });
    return value;
  }

  /** Removes deleted and replaced data from the disk, as far as no reader still needs them. */
  async settle(): Promise<void> {
    this.#requireOutside();
    await this.#inTurn(() => emptyJournal(this.#toWrite));
  }

  /** Closes the ledger after the running unit of work. */
  async close(): Promise<void> {
    this.#requireOutside();
    this.#toRead.close();
    // Kysely's own `destroy` waits for nobody, and closes nothing before the first query.
    await this.#inTurn(async () => this.#toWrite.close());
  }

  /** Runs `act` between two units of work. */
  async #inTurn(act: () => Promise<unknown>): Promise<void> {
    await this.#writing.connection().execute(act);
  }

  /**
   * Throws inside a unit of work: the ledger would not show its writes, and a second unit of work would wait for the
   * first for ever.
   */
  #requireOutside(): void {
    if (workUnderWay.getStore() === this.#path)
      throw new Error("inside a unit of work the ledger is read and written through its transaction");
  }
}
