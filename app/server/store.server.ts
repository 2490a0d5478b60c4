import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";

// On globalThis, because the dev server loads modules again and again while a data directory is opened once.
const held = globalThis as typeof globalThis & {unionPlanStore?: Store};

export function store(): Store {
  held.unionPlanStore ??= openStore(dataDirFromEnvironment());
  return held.unionPlanStore;
}
