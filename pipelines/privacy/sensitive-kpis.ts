import {readContracts} from "#pipelines/contracts/contracts.ts";
import {listOf} from "#pipelines/plan/plan.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";

/** Numbers of fewer people than this are not shown. */
export const FEWEST_PEOPLE = 3;

/** The union's headline is shown if at least so many people stand behind its denominator. */
export const FEWEST_BEHIND_HEADLINE = 10;

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
