import type {Field} from "#pipelines/contracts/contract.ts";

/** What may have been meant by a value nobody knows; told and never taken. */
export interface Hint {
  suggestion?: string;
  candidates?: string[];
}

export type HintOf = (field: Field, value: string) => Hint;
