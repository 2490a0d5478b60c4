import {type Contract, OUTSIDE_REFERENCES} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

/**
 * Checks the as-of day: a list from before the first plan year may be in force in it; one from after the last never is.
 */
export function checkAsOf({
  contract,
  asOf,
  planYears
}: {
  contract: Contract;
  asOf: string;
  planYears: number[];
}): Finding | undefined {
  if (contract.mode !== "snapshot") return undefined;
  const year = Number(asOf.slice(0, 4));
  return year < Math.min(...planYears) - 1 || year > Math.max(...planYears)
    ? {code: "file/year", years: [year], planYears}
    : undefined;
}

/** Reports referenced datasets without any submission, so that the sender learns the order of sending. */
export function emptyReferences(contract: Contract, isEmpty: (dataset: string) => boolean): Finding[] {
  const columns = new Map<string, string[]>();
  for (const field of contract.fields) {
    const dataset = field.reference?.split(".")[0];
    if (
      !dataset ||
      OUTSIDE_REFERENCES.includes(field.reference ?? "") ||
      dataset === contract.name ||
      field.referenceMayComeLater
    )
      continue;
    // An optional column does not hold up the file; its values, if any, are refused one by one.
    if (!field.constraints?.required || !isEmpty(dataset)) continue;
    columns.set(dataset, [...(columns.get(dataset) ?? []), field.title]);
  }
  return [...columns].map(([dataset, titles]) => ({code: "file/reference-empty", dataset, columns: titles}));
}

/** The number of rows that speak for a year. */
export interface YearCount {
  year: number;
  count: number;
}

/** Refuses a file whose rows all belong to years without a plan; single rows of such years are kept with a warning. */
export function checkYears(contract: Contract, planYears: number[], counts: YearCount[]): Finding[] {
  const taken = contract.comparesYears ? [...planYears, Math.min(...planYears) - 1] : planYears;
  const outside = counts.filter((counted) => !taken.includes(counted.year));
  if (outside.length === 0) return [];
  const years = outside.map((counted) => counted.year);
  if (outside.length === counts.length) return [{code: "file/year", years, planYears}];
  return [{code: "row/year", count: outside.reduce((sum, {count}) => sum + count, 0), years, planYears}];
}
