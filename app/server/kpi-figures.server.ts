import type {DuckDBConnection} from "@duckdb/node-api";
import {formatShortfall, type HiddenUntil} from "#app/format.ts";
import {readReach, shortfallOf} from "#pipelines/numbers/freshness.ts";
import {readKpiPeriod} from "#pipelines/numbers/kpi-period.ts";
import {kpiStatusOf} from "#pipelines/numbers/kpi-status.ts";
import {type KpiOfCode, readKpis} from "#pipelines/numbers/kpis.ts";
import type {Judgement} from "#pipelines/numbers/status.ts";
import {kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import type {Kpi, SettledPlan} from "#pipelines/plan/plan.ts";
import {type Target, targetOf} from "#pipelines/plan/target.ts";
import {type Filters, firstDayOf, monthBefore} from "./filters.server.ts";
import {isBegun} from "./plan-progress.server.ts";

/** A KPI's headline in a month, with what it is compared with. */
export interface KpiFigure {
  code: string;
  task_code: string;
  name: string;
  unit: string;
  target: Target;
  value: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
  /** The change since the month before; null where a value is missing or the month's data are incomplete. */
  change: number | null;
  /** Null where the change is neither good nor bad. */
  is_better: boolean | null;
  /** Why there is no change: the month's data end before its last day. */
  shortfall?: string;
  /** Null for one unit, because targets are the union's, and where the value is hidden. */
  judgement: Judgement | null;
}

type FigureFilters = Pick<Filters, "month" | "on" | "unit">;

/** Reads the headlines of KPIs in a month, of the union or of one unit. */
export async function readKpiFigures(
  db: DuckDBConnection,
  plan: SettledPlan,
  kpis: Kpi[],
  {month, on, unit}: FigureFilters
): Promise<KpiFigure[]> {
  const [now, before] = [await readValues(db, month, unit), await readValues(db, monthBefore(month), unit)];
  const reach = await readReach(db, month);
  return Promise.all(
    kpis.map(async (kpi) => {
      const {value = null, is_hidden, hidden_until} = now.get(kpi.code) ?? {};
      const short = shortfallOf(kpi.dataset_columns, reach, month);
      const change = short === undefined ? differenceOf(value, before.get(kpi.code)?.value) : null;
      const isJudged = unit === undefined && !is_hidden && isBegun(month);
      return {
        ...factsOf(plan, kpi),
        ...{value, is_hidden, hidden_until, change},
        is_better: betterOf(kpi, change),
        shortfall: short && formatShortfall(month, short),
        judgement: isJudged ? kpiStatusOf(kpi, value, await readKpiPeriod(db, plan, kpi, firstDayOf(month)), on) : null
      };
    })
  );
}

function factsOf(plan: SettledPlan, kpi: Kpi) {
  const {code, task_code, name} = kpi;
  return {code, task_code, name, unit: kpiShownOf(plan, kpi).unit, target: targetOf(kpi)};
}

async function readValues(db: DuckDBConnection, month: string | undefined, unit_code: string | undefined) {
  const values = month && isBegun(month) ? await readKpis(db, {month: firstDayOf(month), unit_code}) : [];
  return new Map<string, KpiOfCode>(values.map((each) => [each.code, each]));
}

const differenceOf = (is: number | null, was: number | null | undefined) =>
  is === null || was === null || was === undefined ? null : is - was;

function betterOf({direction}: Pick<Kpi, "direction">, change: number | null): boolean | null {
  if (change === null || Math.round(change * 10) === 0) return null;
  return direction === "lower" ? change < 0 : change > 0;
}
