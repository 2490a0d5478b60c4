import {Blob} from "node:buffer";
import {readHashedKnown} from "#app/features/submissions/upload/check-known.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {checkInBrowser, type Preview} from "#pipelines/preview/check.ts";
import type {Store} from "#pipelines/store/store.ts";
import {contractOf} from "../pipelines/csv.ts";

export interface Sent {
  unit?: string;
  asOf?: string;
  columns?: Record<string, string>;
}

export const PLAN_YEARS = [2026];
export const TODAY = "2026-11-15";

/** What the browser finds in a file, with what the server would tell it beforehand. */
export async function inBrowser(
  store: Store,
  dataset: string,
  content: string | Uint8Array,
  {unit, asOf = TODAY, columns}: Sent = {}
): Promise<Preview> {
  const contract = contractOf(dataset);
  // What the page hands to the worker has been text on its way, and so has this.
  const known = JSON.parse(JSON.stringify(await readHashedKnown(store, contract, unit)));
  const contracts = [...readContracts().values()];
  const file = new Blob([content]) as unknown as globalThis.Blob;
  return checkInBrowser(file, {contract, contracts, known, unit, columns, asOf, planYears: PLAN_YEARS});
}
