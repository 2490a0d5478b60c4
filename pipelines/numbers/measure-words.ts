import {batchSizeOf, type Gauge, kpiPaceOf, type MeasuredBy, type Pace} from "#pipelines/plan/measured-by.ts";
import {type Kpi, listOf, type Plan} from "#pipelines/plan/plan.ts";
import {ownTargetOf} from "#pipelines/plan/target.ts";
import {paceOf} from "./status.ts";

/** The words for each pace. */
const PACE_WORDS: Record<Pace, string> = {
  linear: "按序时进度考核",
  level: "全年都应达标",
  once: "按期限考核",
  none: "只作参考，不作考核"
};

/** Says how a KPI is judged: 按序时进度考核，每 30 人算一批，按整批比 */
export function kpiPaceWordsOf(plan: Plan, {code, unit}: Pick<Kpi, "code" | "unit">): string {
  return `${PACE_WORDS[kpiPaceOf(plan, code)]}${batchWords(batchSizeOf(plan, code), unit)}`;
}

const batchWords = (piece: number | undefined, unit: string) =>
  piece === undefined ? "" : `，每 ${piece} ${unit}算一批，按整批比`;

interface MeasuredNow {
  valueOf: (gauge: Extract<Gauge, {by: "kpi"}>) => number | null;
  times: number | null;
  start_on: string;
  due_on: string;
  on: string;
}

/** Says how a deliverable is measured and where it stands: 按场次：全年 4 场，到今天应办 3 场，已办 3 场；按序时进度考核 */
export function measureWordsOf({gauges, pace}: MeasuredBy, now: MeasuredNow): string {
  return [...gauges.map((gauge) => gaugeWords(gauge, pace, now)), PACE_WORDS[pace]].join("；");
}

/** Says what the data show alone, as a first sentence of a report: 已办 3 场，参与率 55.3 %. Null without data. */
export function dataWordsOf({gauges}: MeasuredBy, {valueOf, times}: Pick<MeasuredNow, "valueOf" | "times">) {
  const parts = gauges.flatMap((gauge) => {
    if (gauge.by === "report") return [];
    if (gauge.by === "held") return times === null ? [] : [`已办 ${times} 场`];
    const value = valueOf(gauge);
    return value === null ? [] : [`${gauge.kpi.name}${partsOf(gauge)} ${shortNumber(value)} ${gauge.kpi.unit}`];
  });
  return parts.length === 0 ? null : parts.join("，");
}

function gaugeWords(gauge: Gauge, pace: Pace, now: MeasuredNow): string {
  if (gauge.by === "report") return "按填报的完成比例";
  return gauge.by === "held" ? heldWords(gauge.times, pace, now) : kpiWords(gauge, now.valueOf(gauge));
}

function heldWords(count: number, pace: Pace, {times, start_on, due_on, on}: MeasuredNow): string {
  const held = times === null ? "还没有活动数据" : `已办 ${times} 场`;
  if (pace === "once") return `按场次：办 ${count} 场即完成，${held}`;
  const due = Math.floor((count * paceOf(start_on, due_on, on)) / 100 + 1e-9);
  return `按场次：全年 ${count} 场，到这一天应办 ${due} 场，${held}`;
}

function kpiWords(gauge: Extract<Gauge, {by: "kpi"}>, value: number | null): string {
  const {kpi, own, piece} = gauge;
  const parts = partsOf(gauge);
  const target = ownTargetOf(kpi, own);
  const stands = value === null ? "还没有数据" : `现 ${shortNumber(value)} ${kpi.unit}`;
  return `按指标 ${kpi.code} ${kpi.name}${parts}：目标 ${shortNumber(target.value)} ${kpi.unit}（${target.source}）${batchWords(piece, kpi.unit)}，${stands}`;
}

function partsOf({own}: Extract<Gauge, {by: "kpi"}>): string {
  return own ? `（${listOf(own.segments).map(valueOfSegment).join("、")}）` : "";
}

const valueOfSegment = (segment: string) => segment.slice(segment.indexOf("=") + 1);

const shortNumber = (value: number) => String(Math.round(value * 10) / 10).replace("-", "−");
