import {type DataDir, prepareDataDir} from "./data-dir.ts";
import {Ledger} from "./ledger/ledger.ts";
import {finishRemovals} from "./retention/removal-run.ts";
import {removeOrphans} from "./submissions.ts";

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
