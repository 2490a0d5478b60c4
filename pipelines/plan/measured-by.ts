import {kpiShownOf} from "./kpi-reading.ts";
import {type Kpi, listOf, type OwnPart, type Plan} from "./plan.ts";

/**
 * `linear` adds up over the year; `level` should meet its target all year; `once` is judged by its due day; `none` is
 * not judged.
 */
export const PACES = ["linear", "level", "once", "none"] as const;
export type Pace = (typeof PACES)[number];

export function isPace(text: string): text is Pace {
  return PACES.some((pace) => pace === text);
}

/** One measure of a deliverable. */
export type Gauge =
  | {by: "report"}
  /** The number of finished activities that name the deliverable. */
  | {by: "held"; times: number}
  /** A KPI, or the deliverable's own parts of it. */
  | {by: "kpi"; kpi: Kpi; pace: Pace; own?: OwnPart; piece?: number};

export interface MeasuredBy {
  gauges: Gauge[];
  pace: Pace;
  note: string;
}

/** Whether a KPI is the owner's own report, as a percent of work done: it speaks for the end of its month. */
export function isReportedKpi({dataset_columns}: Pick<Kpi, "dataset_columns">): boolean {
  return dataset_columns.startsWith("progress.");
}

/** Parses `kpi:K21;kpi:K22`, `kpi:K43@own`, `held:4` or `report`; undefined for anything else. */
export function gaugeTextOf(
  text: string
): {by: "report"} | {by: "held"; times: number} | {by: "kpi"; code: string; isOwn: boolean} | undefined {
  if (text === "report") return {by: "report"};
  const held = /^held:([1-9]\d{0,2})$/.exec(text)?.[1];
  if (held) return {by: "held", times: Number(held)};
  const [, code, own] = /^kpi:(K\d+)(@own)?$/.exec(text) ?? [];
  return code ? {by: "kpi", code, isOwn: own !== undefined} : undefined;
}

/** Returns the measures of each deliverable of a checked plan. */
export function measuredByOf(plan: Plan, deliverableCode: string): MeasuredBy {
  const row = plan.measures.find(({deliverable_code}) => deliverable_code === deliverableCode);
  if (!row || !isPace(row.pace)) throw new Error(`the plan of ${plan.year} has no measure of ${deliverableCode}`);
  const gauges = listOf(row.measured_by).flatMap((text) => gaugesOf(plan, deliverableCode, text));
  return {gauges, pace: row.pace, note: row.note};
}

function gaugesOf(plan: Plan, deliverableCode: string, text: string): Gauge[] {
  const gauge = gaugeTextOf(text);
  if (gauge?.by !== "kpi") return gauge ? [gauge] : [];
  const kpi = plan.kpis.find(({code}) => code === gauge.code);
  if (!kpi) return [];
  const own = gauge.isOwn
    ? plan.ownParts.find((part) => part.deliverable_code === deliverableCode && part.kpi_code === kpi.code)
    : undefined;
  const piece = batchSizeOf(plan, kpi.code);
  const pace = kpiPaceOf(plan, kpi.code);
  return [{by: "kpi", kpi: kpiShownOf(plan, kpi), pace, ...(own && {own}), ...(piece && {piece})}];
}

export function kpiPaceOf(plan: Plan, kpiCode: string): Pace {
  const pace = plan.kpiPaces.find(({kpi_code}) => kpi_code === kpiCode)?.pace;
  if (pace === undefined || !isPace(pace)) throw new Error(`the plan of ${plan.year} has no pace of ${kpiCode}`);
  return pace;
}

/** Returns how many people of a count come at once, by `batch_sizes`, as `K22:30`; undefined where each comes alone. */
export function batchSizeOf({parameters}: Pick<Plan, "parameters">, kpiCode: string): number | undefined {
  const sizes = listOf(parameters.find(({name}) => name === "batch_sizes")?.value ?? "");
  return sizes.map(batchSizeTextOf).find((size) => size?.code === kpiCode)?.size;
}

/** Parses `K22:30`; undefined for anything else. */
export function batchSizeTextOf(text: string): {code: string; size: number} | undefined {
  const [, code, size] = /^(K\d+):([1-9]\d{0,3})$/.exec(text) ?? [];
  return code ? {code, size: Number(size)} : undefined;
}
