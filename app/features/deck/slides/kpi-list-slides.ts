import {formatChange, formatMonth, formatRound, formatShown} from "#app/format.ts";
import {formatTally, tallyOf} from "#app/ui/status-tally.ts";
import {STATUS_WORDS, type StatusWord} from "#app/ui/status-words.ts";
import type {TaskStanding} from "#app/features/task/task.server.ts";
import type {SlideContent, SlideTable} from "../slide.ts";
import type {FrozenKpi, FrozenState, FrozenTask} from "../state/frozen-state.ts";
import {unitNameIn} from "./kpi-slides.ts";

/** All KPIs of the plan, those that are behind first. */
export function kpisSlide(state: FrozenState): SlideContent {
  return {
    title: `${state.kpis.length} 项指标：${judgedWords(state.kpis)}`,
    subtitle: `${aboutWords(state.kpis)}，${formatMonth(state.month)}；要推的在前`,
    body: {kind: "table", table: tableOf(state.kpis)},
    notes: ["状态按目标和序时进度判定；没有状态的指标只作参考。"],
    source: {words: "全部指标", to: "/kpis"},
    minutes: 3
  };
}

/** The KPIs of a task. */
export function taskKpisSlide(state: FrozenState, {code, title}: FrozenTask): SlideContent | undefined {
  const kpis = state.kpis.filter(({task_code}) => task_code === code);
  if (kpis.length === 0) return undefined;
  return {
    title: `${title}：${kpis.length} 项指标，${judgedWords(kpis)}`,
    subtitle: `${aboutWords(kpis)}，${formatMonth(state.month)}`,
    body: {kind: "table", table: tableOf(kpis)},
    notes: kpis.map(({name, formula_words}) => `${name}：${formula_words}`),
    source: {words: `${code} ${title}`, to: `/tasks/${code}`},
    minutes: 2
  };
}

/** The KPIs of a task for one unit, as its page lists them. */
export function kpisOfUnitSlide(
  {code, title, kpis}: Pick<TaskStanding, "code" | "title" | "kpis">,
  {unit, name, month}: {unit: string; name: string; month: string}
): SlideContent | undefined {
  if (kpis.length === 0) return undefined;
  const shown = kpis.filter(({value}) => value !== null).length;
  return {
    title: `${name}的${title}：${kpis.length} 项指标，${shown} 项有本单位的数`,
    subtitle: `本单位的当前值、全校的目标和较上月的变化，${formatMonth(month)}`,
    body: {
      kind: "table",
      table: {
        columns: ["指标", "当前值", "目标", "较上月"].map((head) => ({title: head})),
        rows: kpis.map((kpi) => [
          `${kpi.code} ${kpi.name}`,
          formatShown(kpi, kpi.unit),
          kpi.target.value === null ? "—" : formatRound(kpi.target.value, kpi.unit),
          kpi.change === null ? "—" : formatChange(kpi.change, kpi.unit)
        ])
      }
    },
    notes: kpis.map((kpi) => `${kpi.name}：${kpi.pace_words}`),
    source: {words: `${code} ${title}　${name}`, to: `/tasks/${code}?unit=${unit}`},
    minutes: 2
  };
}

function judgedWords(kpis: FrozenKpi[]): string {
  const judged = kpis.flatMap(({status}) => (status === null ? [] : [{status}]));
  const others = kpis.length - judged.length;
  const rest = others > 0 ? [`${others} 项不评状态`] : [];
  return [...(judged.length > 0 ? [formatTally(tallyOf(judged))] : []), ...rest].join("、");
}

const severity = ({status}: FrozenKpi) =>
  status === null ? STATUS_WORDS.length : STATUS_WORDS.indexOf(status as StatusWord);

/** A month with incomplete data is compared with none. */
const isCompared = (kpis: FrozenKpi[]) => kpis.some(({change}) => change !== null);

const aboutWords = (kpis: FrozenKpi[]) => (isCompared(kpis) ? "当前值、目标和较上月的变化" : "当前值和目标");

/** Each number with its own unit. */
function tableOf(kpis: FrozenKpi[]): SlideTable {
  const hasChange = isCompared(kpis);
  return {
    columns: ["指标", "状态", "当前值", "目标", ...(hasChange ? ["较上月"] : [])].map((title) => ({title})),
    rows: kpis
      .toSorted((a, b) => severity(a) - severity(b))
      .map((kpi) => [
        `${kpi.code} ${kpi.name}`,
        kpi.status ?? "—",
        formatShown(kpi, kpi.unit),
        kpi.target === null ? "—" : formatRound(kpi.target, kpi.unit),
        ...(hasChange ? [kpi.change === null ? "—" : formatChange(kpi.change, kpi.unit)] : [])
      ])
  };
}

/** Units × the KPIs of a task that tell units apart. */
export function taskUnitsSlide(state: FrozenState, {code, title}: FrozenTask): SlideContent | undefined {
  const kpis = state.kpis.filter((kpi) => kpi.task_code === code && kpi.units_shown !== "none" && kpi.units.length > 0);
  const [first] = kpis;
  if (!first) return undefined;
  const nameOf = unitNameIn(state);
  const valueOf = (kpi: FrozenKpi, unit: string) => kpi.units.find((each) => each.code === unit)?.value ?? null;
  const units = state.units.filter((unit) => kpis.some((kpi) => valueOf(kpi, unit.code) !== null));
  return {
    title: `${title}：${units.length} 个单位有 ${kpis.length} 项指标的数`,
    subtitle: `各单位的指标，${formatMonth(state.month)}，按单位次序`,
    body: {
      kind: "table",
      table: {
        columns: [{title: "单位"}, ...kpis.map((kpi) => ({title: kpi.name, unit: kpi.unit}))],
        rows: units.map(({code: unit}) => [nameOf(unit), ...kpis.map((kpi) => valueOf(kpi, unit))])
      }
    },
    notes: kpis.map(({name, formula_words}) => `${name}：${formula_words}`),
    source: {words: `${code} ${title}`, to: `/tasks/${code}`},
    minutes: 3
  };
}
