import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";

// On globalThis, because the dev server loads modules again and again while a data directory is opened once.
const held = globalThis as typeof globalThis & {unionPlanStore?: Promise<Store>};

export function store(): Promise<Store> {
  held.unionPlanStore ??= openStore(dataDirFromEnvironment()).catch((error: unknown) => {
    // What stood in its way may be gone the next time.
    held.unionPlanStore = undefined;
    throw error;
  });
  return held.unionPlanStore;
}

/** The ledger of the opened data directory. */
export const readLedger = async (): Promise<Ledger> => (await store()).ledger;

/** A unit of work in the ledger. */
export async function transaction<T>(work: (tx: LedgerTransaction) => Promise<T>): Promise<T> {
  return (await readLedger()).transaction(work);
}
