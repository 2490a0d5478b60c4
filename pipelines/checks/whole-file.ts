import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

/** A list before the first plan year can be in force in it; one after the last never is. */
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

/** A reference into a dataset of which nothing was sent cannot be checked, so the order of sending is told. */
export function emptyReferences(contract: Contract, isEmpty: (dataset: string) => boolean): Finding[] {
  const columns = new Map<string, string[]>();
  for (const field of contract.fields) {
    const dataset = field.reference?.split(".")[0];
    if (!dataset || dataset === "deliverables" || dataset === contract.name || field.referenceMayComeLater) continue;
    // A column nobody must fill does not hold up a file; its values are refused one by one if there are any.
    if (!field.constraints?.required || !isEmpty(dataset)) continue;
    columns.set(dataset, [...(columns.get(dataset) ?? []), field.title]);
  }
  return [...columns].map(([dataset, titles]) => ({code: "file/reference-empty", dataset, columns: titles}));
}

/** How many rows speak for a year. */
export interface YearCount {
  year: number;
  count: number;
}

/** A file wholly of years without a plan is refused; single rows of such years are kept and said. */
export function checkYears(contract: Contract, planYears: number[], counts: YearCount[]): Finding[] {
  const taken = contract.comparesYears ? [...planYears, Math.min(...planYears) - 1] : planYears;
  const outside = counts.filter((counted) => !taken.includes(counted.year));
  if (outside.length === 0) return [];
  const years = outside.map((counted) => counted.year);
  if (outside.length === counts.length) return [{code: "file/year", years, planYears}];
  return [{code: "row/year", count: outside.reduce((sum, {count}) => sum + count, 0), years, planYears}];
}
