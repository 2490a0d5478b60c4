import {
  formatMonth,
  formatNumber,
  formatPoints,
  formatRound,
  formatShortMonth,
  formatValue,
  roundTenths
} from "#app/format.ts";
import type {FrozenKpi, FrozenState} from "../state/frozen-state.ts";
import type {LinesPicture, SlideContent} from "../slide.ts";
import {targetText, withoutStop} from "./slide-text.ts";

/** A KPI month by month: the union's, or one unit's. */
export function trendSlide(kpi: FrozenKpi, state: FrozenState, own: string): SlideContent | undefined {
  if (own !== "") return trendOfUnitSlide(kpi, state, own);
  return {
    title: withoutStop(kpi.conclusion),
    subtitle: `${kpi.code} ${kpi.name}（${kpi.unit}），${state.plan.year}年逐月`,
    body: {
      kind: "picture",
      picture: linesOf(kpi),
      table: {
        columns: [
          {title: "月份"},
          {title: "实际", unit: kpi.unit},
          {title: "应达", unit: kpi.unit},
          {title: "去年", unit: kpi.unit}
        ],
        rows: kpi.months.map(({month, value, pace, last_year}) => [formatShortMonth(month), value, pace, last_year])
      }
    },
    notes: notesOf(kpi),
    source: {words: `${kpi.code} ${kpi.name}`, to: `/kpis/${kpi.code}`},
    minutes: 2
  };
}

/** A unit over the union; targets are the union's and judge no unit. */
function trendOfUnitSlide(kpi: FrozenKpi, state: FrozenState, code: string): SlideContent | undefined {
  const own = kpi.units.find((unit) => unit.code === code);
  if (!own?.months?.some((value) => value !== null)) return undefined;
  const name = unitNameIn(state)(code);
  const [values, union] = [own.months, kpi.months.map(({value}) => value)];
  const labels = kpi.months.map(({month}) => formatShortMonth(month));
  // Sums of a unit lie far below the union's.
  const isComparable = kpi.unit === "%";
  return {
    title: `${name}：${kpi.name} ${formatValue(own.value, kpi.unit)}${own.value === null ? "" : besideUnion(own.value, kpi)}`,
    subtitle: `${kpi.code} ${kpi.name}（${kpi.unit}），${state.plan.year}年逐月`,
    body: {
      kind: "picture",
      picture: {
        ...{kind: "lines", unit: kpi.unit, labels},
        lines: [
          {name, sign: "actual", values},
          ...(isComparable ? [{name: "全校", sign: "plan" as const, values: union}] : [])
        ]
      },
      table: {
        columns: [
          {title: "月份"},
          {title: name, unit: kpi.unit},
          ...(isComparable ? [{title: "全校", unit: "%"}] : [])
        ],
        rows: labels.map((label, at) => [label, values[at] ?? null, ...(isComparable ? [union[at] ?? null] : [])])
      }
    },
    notes: notesOf(kpi),
    source: {words: `${kpi.code} ${kpi.name}`, to: `/kpis/${kpi.code}?unit=${code}`},
    minutes: 2
  };
}

function linesOf({unit, months, target, target_source}: FrozenKpi): LinesPicture {
  const valuesOf = (key: "value" | "pace" | "last_year") => months.map((month) => month[key]);
  const hasAny = (key: "pace" | "last_year") => months.some((month) => month[key] !== null);
  return {
    kind: "lines",
    unit,
    labels: months.map(({month}) => formatShortMonth(month)),
    lines: [
      {name: "实际", sign: "actual", values: valuesOf("value")},
      ...(hasAny("pace") ? [{name: "序时", sign: "plan" as const, values: valuesOf("pace")}] : []),
      ...(hasAny("last_year") ? [{name: "去年", sign: "lastYear" as const, values: valuesOf("last_year")}] : [])
    ],
    ...(target !== null && {target: {value: target, label: targetText(target, unit, target_source)}})
  };
}

export type KnownValue<T extends {value: number | null}> = Omit<T, "value"> & {value: number};

/** Those that have a number. */
export const knownValues = <T extends {value: number | null}>(all: T[]): KnownValue<T>[] =>
  all.flatMap(({value, ...rest}) => (value === null ? [] : [{...rest, value}]));

export const unitNameIn =
  ({units}: FrozenState) =>
  (code: string): string =>
    units.find((unit) => unit.code === code)?.name ?? code;

/** The units of a KPI that ranks them, or that names those who contributed; undefined where it does neither. */
export function unitsSlide(kpi: FrozenKpi, state: FrozenState, own?: string): SlideContent | undefined {
  if (kpi.units_shown !== "rank" && kpi.units_shown !== "top") return undefined;
  const nameOf = unitNameIn(state);
  const shown = knownValues(kpi.units);
  if (shown.length < 2) return undefined;
  const sorted = shown.toSorted((a, b) => (kpi.direction === "lower" ? a.value - b.value : b.value - a.value));
  const [best, last] = [sorted[0]!, sorted.at(-1)!];
  const said = (unit: {code: string; value: number}) => `${nameOf(unit.code)} ${formatValue(unit.value, kpi.unit)}`;
  const title = `${kpi.name}：${shown.length} 个单位中${reachedWords(kpi, shown)}${
    kpi.direction === "lower" ? "最低" : "最高"
  }${said(best)}${best.value === last.value ? "" : `，${kpi.direction === "lower" ? "最高" : "最低"}${said(last)}`}`;
  const marked = shown.find(({code}) => code === own);
  return {
    title: marked
      ? `${kpi.name}：${said(marked)}${besideUnion(marked.value, kpi)}，${shown.length} 个单位中${placeOf(marked, sorted)}`
      : title,
    subtitle: `${kpi.code} 各单位（${kpi.unit}），${formatMonth(state.month)}${own ? `，${nameOf(own)}标出` : ""}`,
    body: {
      kind: "picture",
      picture: {
        kind: "bars",
        unit: kpi.unit,
        bars: sorted.map(({code, value}) => ({name: nameOf(code), value, ...(code === own && {isOwn: true})})),
        ...(kpi.value !== null &&
          kpi.unit === "%" && {reference: {value: kpi.value, label: `全校 ${formatValue(kpi.value, kpi.unit)}`}})
      },
      table: {
        columns: [{title: "单位"}, {title: kpi.name, unit: kpi.unit}],
        rows: sorted.map(({code, value}) => [nameOf(code), value])
      }
    },
    notes: notesOf(kpi),
    source: {words: `${kpi.code} ${kpi.name}`, to: `/kpis/${kpi.code}`},
    minutes: 2
  };
}

/** “，比全校低 7.2 个百分点”, as readers subtract. */
function besideUnion(value: number, {value: union, unit}: FrozenKpi): string {
  if (union === null || unit !== "%") return "";
  const points = roundTenths(roundTenths(value) - roundTenths(union));
  return points === 0 ? "，与全校持平" : `，比全校${points < 0 ? "低" : "高"} ${formatPoints(points)}`;
}

/** “第 20”, or “并列第 1” with others of the same number. */
function placeOf({value}: {value: number}, sorted: {value: number}[]): string {
  const isShared = sorted.filter((each) => each.value === value).length > 1;
  return `${isShared ? "并列" : ""}第 ${sorted.findIndex((each) => each.value === value) + 1}`;
}

/** Only of KPIs that are judged; others are for information. */
function reachedWords({target, unit, direction, status}: FrozenKpi, units: {value: number}[]): string {
  if (target === null || status === null || unit !== "%") return "";
  const reached = units.filter(({value}) => (direction === "lower" ? value <= target : value >= target)).length;
  return ` ${reached} 个达到目标 ${formatRound(target, unit)}；`;
}

export function notesOf(kpi: FrozenKpi): string[] {
  const {formula_words, numerator, denominator, target, unit, target_source, rule} = kpi;
  return [
    `口径：${formula_words}`,
    ...(denominator !== null && numerator !== null
      ? [`分子 ${formatNumber(numerator)}，分母 ${formatNumber(denominator)}`]
      : []),
    ...(target === null ? [] : [targetText(target, unit, target_source)]),
    ...(rule ? [`判定：${rule}`] : [])
  ];
}

/** A unit's KPIs beside the union's. */
export function unitSlide(code: string, state: FrozenState): SlideContent | undefined {
  const name = state.units.find((unit) => unit.code === code)?.name;
  if (name === undefined) return undefined;
  const rows = state.kpis.flatMap((kpi) => {
    const {value = null, chance} = kpi.units.find((unit) => unit.code === code) ?? {};
    return value === null || kpi.unit !== "%" ? [] : [{kpi, value, chance}];
  });
  const comparable = rows.filter(({kpi}) => kpi.value !== null);
  // As on the unit's page: what chance gives a unit of its size is no difference.
  const differing = comparable.flatMap(({kpi, value, chance}) => {
    const difference = roundTenths(value) - roundTenths(kpi.value!);
    return difference === 0 || chance === "within" ? [] : [difference > 0 === (kpi.direction !== "lower")];
  });
  const better = differing.filter((isBetter) => isBetter).length;
  return {
    title: `${name}：${comparable.length} 项比率指标中 ${better} 项好于全校、${differing.length - better} 项不及，${comparable.length - differing.length} 项无显著差别`,
    subtitle: `本单位与全校（%），${formatMonth(state.month)}`,
    body: {
      kind: "table",
      table: {
        columns: [
          {title: "指标"},
          {title: "本单位", unit: "%"},
          {title: "全校", unit: "%"},
          {title: "目标", unit: "%"}
        ],
        rows: rows.map(({kpi, value}) => [`${kpi.code} ${kpi.name}`, value, kpi.value, kpi.target])
      }
    },
    notes: ["目标是全校的，不是对单位的考核线。"],
    source: {words: name, to: `/units/${code}`},
    minutes: 3
  };
}
