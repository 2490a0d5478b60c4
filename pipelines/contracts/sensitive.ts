import type {Contract} from "./contract.ts";
import {readContracts} from "./contracts.ts";

export function isSensitive({fields}: Contract): boolean {
  return fields.some(({privacy}) => privacy === "sensitive");
}

export function sensitiveDatasets(): string[] {
  return [...readContracts().values()].filter(isSensitive).map(({name}) => name);
}

/** In place of a value that stood before, told to who sends another and may not see the rows. */
export const NOT_TOLD = "（敏感数据，不显示）";
