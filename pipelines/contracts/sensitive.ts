import type {Contract} from "./contract.ts";
import {readContracts} from "./contracts.ts";

export function isSensitive({fields}: Contract): boolean {
  return fields.some(({privacy}) => privacy === "sensitive");
}

/** Tells whether file names and row counts of a dataset are restricted. */
export function isOfSensitive(dataset: string): boolean {
  const contract = readContracts().get(dataset);
  return contract !== undefined && isSensitive(contract);
}

export function sensitiveDatasets(): string[] {
  return [...readContracts().values()].filter(isSensitive).map(({name}) => name);
}

/** Replaces an earlier value for senders who may not read the rows. */
export const NOT_TOLD = "（敏感数据，不显示）";
