import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {listOf, readPlans} from "#pipelines/plan/plan.ts";

/** Numbers of fewer people than this are not shown. */
export const FEWEST_PEOPLE = 3;

export function isSensitive({fields}: Contract): boolean {
  return fields.some(({privacy}) => privacy === "sensitive");
}

/** In place of a value that stood before, told to who sends another and may not see the rows. */
export const NOT_TOLD = "（敏感数据，不显示）";

export function sensitiveDatasets(): string[] {
  return [...readContracts().values()].filter(isSensitive).map(({name}) => name);
}

/** A KPI that a sensitive column goes into. */
export function isSensitiveKpi({dataset_columns}: {dataset_columns: string}): boolean {
  return listOf(dataset_columns).some((path) => {
    const [dataset = "", column] = path.split(".");
    const contract = readContracts().get(dataset);
    return contract?.fields.some(({name, privacy}) => name === column && privacy === "sensitive") ?? false;
  });
}

/** Sensitive in any plan year is sensitive in all, for their months are compared. */
export function sensitiveKpiCodes(): Set<string> {
  const kpis = readPlans().flatMap((plan) => plan.kpis);
  return new Set(kpis.filter(isSensitiveKpi).map(({code}) => code));
}
