import type {Pace} from "#pipelines/plan/measured-by.ts";
import type {Kpi} from "#pipelines/plan/plan.ts";
import type {KpiPoint} from "./kpis.ts";

/** 预计: how a running total goes on to December if every month adds what the last three added on average. */
export interface Outlook {
  /** The first day of the last month that counts. */
  from: string;
  /** What a month adds. */
  monthly: number;
  /** The months after it. */
  points: {month: string; value: number}[];
}

/** The months whose mean growth goes on. */
export const OUTLOOK_MONTHS = 3;
const MOST_PERCENT = 100;

interface OutlookKpi {
  kpi: Pick<Kpi, "unit" | "direction" | "dataset_columns">;
  pace: Pace;
  isSensitive: boolean;
}

/**
 * Only for what adds up over the year at a linear pace, from three months on, and never while it shrinks; not for rates
 * of a moment, for milestones that a report states, or for sensitive KPIs. `until` is the last complete month.
 */
export function outlookOf(
  series: KpiPoint[],
  until: string,
  {kpi, pace, isSensitive}: OutlookKpi
): Outlook | undefined {
  const number = Number(until.slice(5, 7));
  if (pace !== "linear" || kpi.direction !== "higher" || isReported(kpi) || isSensitive) return undefined;
  if (number < OUTLOOK_MONTHS || number === 12) return undefined;
  const valueAt = (of: number) =>
    of === 0 ? 0 : (series.find(({month}) => month === monthOf(until, of))?.value ?? undefined);
  const grown = Array.from({length: OUTLOOK_MONTHS + 1}, (_, index) => valueAt(number - OUTLOOK_MONTHS + index));
  const [first, last] = [grown[0], grown.at(-1)];
  if (grown.includes(undefined) || first === undefined || last === undefined || last < first) return undefined;
  const monthly = (last - first) / OUTLOOK_MONTHS;
  const points = Array.from({length: 12 - number}, (_, index) => ({
    month: monthOf(until, number + index + 1),
    value: expectedOf(last + monthly * (index + 1), last, kpi.unit)
  }));
  return {from: until, monthly, points};
}

/** A share of people ends at all of them; things and people are counted whole. */
function expectedOf(value: number, last: number, unit: string): number {
  if (unit === "%") return last > MOST_PERCENT ? value : Math.min(MOST_PERCENT, value);
  return Math.round(value);
}

const isReported = ({dataset_columns}: Pick<Kpi, "dataset_columns">) => dataset_columns.startsWith("progress.");

const monthOf = (until: string, number: number) => `${until.slice(0, 5)}${String(number).padStart(2, "0")}-01`;
