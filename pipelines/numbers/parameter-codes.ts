import {listOf, type Plan} from "#pipelines/plan/plan.ts";

/** The parameters of a plan that list KPIs. */
export type KpiListParameter = "monthly_rate_kpis" | "monthly_value_kpis" | "people_rate_kpis" | "unrepairable_kpis";

export function parameterCodes({parameters}: Pick<Plan, "parameters">, parameter: KpiListParameter): string[] {
  return listOf(parameters.find(({name}) => name === parameter)?.value ?? "");
}
