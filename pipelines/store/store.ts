import {type DataDir, prepareDataDir} from "#pipelines/host/data-dir.ts";
import {Ledger} from "#pipelines/ledger/ledger.ts";
import {finishRemovals} from "#pipelines/removals/removal-run.ts";
import {sealEarlier} from "#pipelines/sealed/seal-earlier.ts";
import {removeOrphans} from "#pipelines/submissions/submissions.ts";

/** An opened data directory. */
export interface Store {
  dir: DataDir;
  ledger: Ledger;
}

/** Opens a data directory, clearing what a crash may have left in it and finishing what it may have left half done. */
export function openStore(dir: DataDir): Store {
  prepareDataDir(dir);
  const ledger = new Ledger(dir.ledger);
  removeOrphans(dir, ledger);
  finishRemovals(dir, ledger);
  return {dir, ledger};
}

/** The same for whoever goes on to read what was sent: nothing of a sensitive dataset lies there in the clear any more. */
export async function openSealedStore(dir: DataDir): Promise<Store> {
  const store = openStore(dir);
  try {
    await sealEarlier(store.dir, store.ledger);
    return store;
  } catch (error) {
    store.ledger.close();
    throw error;
  }
}
