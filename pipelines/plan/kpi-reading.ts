import {type Kpi, listOf, type Plan} from "./plan.ts";

/**
 * How the units of a KPI are shown: ranked; not at all, where only the union can earn it; the missing ones of a yes/no
 * KPI; or only the contributors, where no unit owes any.
 */
export const UNIT_READINGS = ["rank", "none", "missing", "top"] as const;
export type UnitReading = (typeof UNIT_READINGS)[number];

export interface KpiReadingWords {
  units: UnitReading;
  /** Segments and lists that are shown beside the headline. */
  beside: string[];
  /** Figures whose units are named. */
  byUnit: string[];
  caution: string;
  /** The unit that a person reads; empty where it is that of the KPI. */
  unitShown: string;
}

export function isUnitReading(text: string): text is UnitReading {
  return UNIT_READINGS.some((reading) => reading === text);
}

/** Returns how a KPI is shown; by default it is ranked. */
export function kpiReadingOf(plan: Plan, {code}: Pick<Kpi, "code">): KpiReadingWords {
  const row = plan.kpiReadings.find(({kpi_code}) => kpi_code === code);
  if (!row || !isUnitReading(row.units)) return {units: "rank", beside: [], byUnit: [], caution: "", unitShown: ""};
  const {caution, unit_shown: unitShown} = row;
  return {units: row.units, beside: listOf(row.beside), byUnit: listOf(row.by_unit), caution, unitShown};
}

/** Returns a KPI as a person reads it; programs get the unit that the plan gives. */
export function kpiShownOf(plan: Plan, kpi: Kpi): Kpi {
  return {...kpi, unit: kpiReadingOf(plan, kpi).unitShown || kpi.unit};
}
