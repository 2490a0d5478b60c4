import {formatBare, formatMoney, formatValue} from "#app/format.ts";
import type {OwedItem} from "#pipelines/completeness/owed.ts";
import {monthsText} from "#pipelines/time/months-text.ts";
import type {KpiFigure} from "#pipelines/numbers/unit-kpis.ts";
import type {UnitKpi} from "#pipelines/numbers/unit-comparison.ts";
import {kpiReadingOf} from "#pipelines/plan/kpi-reading.ts";
import {listOf, type SettledPlan} from "#pipelines/plan/plan.ts";

export interface UnitAction {
  words: string;
  to: string;
  link: string;
}

interface ActionFacts {
  plan: SettledPlan;
  /** Overdue reports of the unit; empty for who may not see them. */
  owed: OwedItem[];
  figures: KpiFigure[];
  /** Where a report is sent, or asked for. */
  sendTo: (dataset: string) => string;
  kpiTo: string;
  search: string;
}

/** The one thing to do about a KPI that lags: send what is owed first, then what still lacks, by number. */
export function unitActionOf(kpi: UnitKpi, {plan, owed, figures, sendTo, kpiTo, search}: ActionFacts): UnitAction {
  const definition = plan.kpis.find(({code}) => code === kpi.code)!;
  const datasets = new Set(listOf(definition.dataset_columns).map((column) => column.split(".", 1)[0] ?? ""));
  const late = owed.find(({dataset}) => datasets.has(dataset));
  if (late) {
    const months = monthsText(late.cells.map(({month}) => month));
    return {words: `${late.title}欠报（${months}），数字可能偏低`, to: sendTo(late.dataset), link: "去补报"};
  }
  if (kpi.units === "missing") return {words: "还没有做到", to: `/tasks/${kpi.task_code}${search}`, link: "看任务要求"};
  const words = openFigure(kpi, plan, figures) ?? neededWords(kpi, definition.formula_words);
  return {words: words ?? "比同规模单位少", to: kpiTo, link: "看分组和逐月"};
}

/** “未参加 68 人”: the figure of a KPI that names whom it is still to reach. */
function openFigure({code}: UnitKpi, plan: SettledPlan, figures: KpiFigure[]): string | undefined {
  const [segment] = kpiReadingOf(plan, {code}).byUnit;
  const value = figures.find((figure) => figure.code === code && figure.segment === segment)?.value;
  const [, name, unit] = /^另列=(.+)（([^（）]+)）$/.exec(segment ?? "") ?? [];
  if (!value || !name || !unit) return undefined;
  return `${name} ${unit === "元" ? formatMoney(value) : formatValue(value, unit)}`;
}

const NOUNS: [RegExp, string][] = [
  [/人次/, "人次"],
  [/人数/, "人"],
  [/件数|提案/, "件"],
  [/次数/, "次"]
];

/** “再有 5 人达到全校水平”: what the numerator lacks to the union's rate. */
function neededWords({own, union, direction, unit}: UnitKpi, formula: string): string | undefined {
  const {numerator, denominator} = own;
  if (union === null || numerator === null || denominator === null || direction === "lower" || unit !== "%")
    return undefined;
  const needed = Math.ceil((union * denominator) / 100 - numerator - 1e-9);
  const head = /分子：([^；;]*)/.exec(formula)?.[1] ?? "";
  const noun = NOUNS.find(([pattern]) => pattern.test(head))?.[1];
  if (needed <= 0 || !noun) return undefined;
  return `现有 ${formatBare(numerator)} / ${formatBare(denominator)}，再有 ${formatBare(needed)} ${noun}就达到全校水平`;
}
