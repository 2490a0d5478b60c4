import type {Contract} from "./contract.ts";

/** The datasets that a file of this one is checked against: its own, and those that its columns refer to. */
export function datasetsBeside({name, fields}: Contract): Set<string> {
  return new Set([name, ...fields.flatMap(({reference}) => reference?.split(".")[0] ?? [])]);
}
