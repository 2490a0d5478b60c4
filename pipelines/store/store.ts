import {removeUnlisted} from "#pipelines/evidence/evidence-orphans.ts";
import {removeOrphanStates} from "#pipelines/frozen/kept-state.ts";
import {type DataDir, prepareDataDir} from "#pipelines/host/data-dir.ts";
import {type Ledger, openLedger} from "#pipelines/ledger/ledger.ts";
import {requireSoundLedger} from "#pipelines/ledger/sound-ledger.ts";
import {removeOrphanMonths} from "#pipelines/closings/kept-month.ts";
import {finishTakings} from "#pipelines/plan/kept-plans.ts";
import {finishRemovals} from "#pipelines/removals/removal-run.ts";
import {sealEarlier} from "#pipelines/sealed/seal-earlier.ts";
import {removeOrphans} from "#pipelines/submissions/orphans.ts";

/** An opened data directory. */
export interface Store {
  dir: DataDir;
  ledger: Ledger;
}

/** Opens a data directory, removes what a crash left and completes interrupted runs. */
export async function openStore(dir: DataDir): Promise<Store> {
  prepareDataDir(dir);
  requireSoundLedger(dir);
  const ledger = await openLedger(dir.ledger);
  return closingIfItFails(ledger, async () => {
    await removeOrphans(dir, ledger);
    await removeOrphanMonths(dir, ledger);
    await removeOrphanStates(dir, ledger);
    await removeUnlisted(dir, ledger);
    await finishRemovals(dir, ledger);
    await finishTakings(dir, ledger);
    return {dir, ledger};
  });
}

/** Opens a data directory for reading submissions, and seals sensitive files that are still unsealed. */
export async function openSealedStore(dir: DataDir): Promise<Store> {
  const store = await openStore(dir);
  return closingIfItFails(store.ledger, async () => {
    await sealEarlier(store.dir, store.ledger);
    return store;
  });
}

async function closingIfItFails<T>(ledger: Ledger, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    await ledger.close();
    throw error;
  }
}
