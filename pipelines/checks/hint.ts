import type {Field} from "#pipelines/contracts/contract.ts";

/** A guess at what an unknown value meant; it is shown and never applied. */
export interface Hint {
  suggestion?: string;
  candidates?: string[];
}

export type HintOf = (field: Field, value: string) => Hint;
