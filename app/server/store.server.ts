import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";

// The store is kept on globalThis, because the dev server reloads modules while the data directory must be opened only
// once.
const held = globalThis as typeof globalThis & {unionPlanStore?: Promise<Store>};

export function store(): Promise<Store> {
  held.unionPlanStore ??= openStore(dataDirFromEnvironment()).catch((error: unknown) => {
    // The cause may be gone at the next attempt.
    held.unionPlanStore = undefined;
    throw error;
  });
  return held.unionPlanStore;
}

/** Returns the ledger of the opened data directory. */
export const readLedger = async (): Promise<Ledger> => (await store()).ledger;

/** Runs a unit of work in the ledger. */
export async function transaction<T>(work: (tx: LedgerTransaction) => Promise<T>): Promise<T> {
  return (await readLedger()).transaction(work);
}
