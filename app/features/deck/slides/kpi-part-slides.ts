import {namedGroupsOf} from "#app/features/kpi/segment-names.ts";
import {segmentGroupsOf, type SegmentGroup} from "#app/features/kpi/segments.ts";
import {formatMonth, formatNumber, formatValue} from "#app/format.ts";
import type {SlideBody, SlideContent, SlideTable} from "../slide.ts";
import type {FrozenKpi, FrozenState} from "../state/frozen-state.ts";
import {type KnownValue, knownValues, notesOf} from "./kpi-slides.ts";

/** Stands for a list of figures, of which each has its own unit. */
const FIGURES = "另列";

/** The parts of a KPI by one dimension: `性别`, `年龄段`, `另列`. */
export function segmentsSlide(kpi: FrozenKpi, state: FrozenState, dimension: string): SlideContent | undefined {
  const group = groupOf(kpi, state, dimension);
  if (!group) return undefined;
  const title = dimension === FIGURES ? "另列事项" : group.is_list ? dimension : `按${dimension}`;
  return {
    title: `${kpi.name}${title}：${partsSentence(group)}`,
    subtitle: `${kpi.code} ${kpi.name}，全校${title}，${formatMonth(state.month)}`,
    body: bodyOf(group),
    notes: [...notesOf(kpi), "人数过少、不显示的组不在其中。"],
    source: {words: `${kpi.code} ${kpi.name}`, to: `/kpis/${kpi.code}`},
    minutes: 2
  };
}

function groupOf(kpi: FrozenKpi, {tasks}: FrozenState, dimension: string): SegmentGroup | undefined {
  const deliverables = tasks.flatMap((task) => task.deliverables);
  // The state keeps festivals in the order of the calendar.
  const groups = namedGroupsOf(segmentGroupsOf(kpi.segments, kpi.unit), {deliverables, festivals: []});
  return groups.find((group) => group.dimension === dimension);
}

/** Figures beside a KPI are of different things, even in one unit. */
const isCompared = (group: SegmentGroup) => group.dimension !== FIGURES && isOneUnit(group);

const isOneUnit = ({rows}: SegmentGroup) => rows.every(({unit}) => unit === rows[0]?.unit);

/** “2 组中最高女 58.2 %，最低男 52.1 %”; figures of several units one after the other. */
function partsSentence(group: SegmentGroup): string {
  const rows = knownValues(group.rows);
  const said = ({name, value, unit}: (typeof rows)[number]) => `${name} ${formatValue(value, unit)}`;
  if (rows.length === 0) return "没有可以显示的数";
  if (rows.length < 3 || !isCompared(group)) return rows.slice(0, 3).map(said).join("，");
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const [most, least] = [sorted[0]!, sorted.at(-1)!];
  if (most.value === least.value) return `${rows.length} 组都是 ${formatValue(most.value, most.unit)}`;
  return `${rows.length} 组中最高${said(most)}，最低${said(least)}`;
}

function bodyOf(group: SegmentGroup): SlideBody {
  const rows = knownValues(group.rows);
  const unit = rows[0]?.unit ?? "";
  const isNegative = rows.some(({value}) => value < 0);
  const table: SlideTable = isOneUnit(group)
    ? {
        columns: [
          {title: group.dimension},
          {title: "数值", unit},
          {title: "分子", unit: ""},
          {title: "分母", unit: ""}
        ],
        rows: rows.map(({name, value, numerator, denominator}) => [name, value, numerator, denominator])
      }
    : {
        columns: [{title: group.dimension}, {title: "数值"}],
        rows: rows.map(({name, value, unit: own}) => [name, formatValue(value, own)])
      };
  if (!isCompared(group) || rows.length < 2 || isNegative) return {kind: "table", table};
  const bars = rows.map(({name, value}) => ({name, value}));
  return {kind: "picture", picture: {kind: "bars", unit, bars}, table};
}

/** The months' own values around their mean; undefined where they do not tell change from chance. */
export function variationSlide(kpi: FrozenKpi): SlideContent | undefined {
  const {variation, unit} = kpi;
  if (!variation) return undefined;
  const {conclusion, points, limits} = variation;
  const mean = limits.find(({label}) => label.startsWith("平均"));
  const labels = points.map(({month}) => month.slice(2, 7));
  return {
    title: `${kpi.name}：${conclusion}`,
    subtitle: `${kpi.code} 当月数（不累计，${unit}）；${limits.map(({label}) => label).join("，")}`,
    body: {
      kind: "picture",
      picture: {
        ...{kind: "lines", unit, labels},
        lines: [{name: "当月数", sign: "actual", values: points.map(({value}) => value)}],
        ...(mean && {target: mean})
      },
      table: {
        columns: [{title: "月份"}, {title: "当月数", unit}],
        rows: points.map(({month, value}) => [formatMonth(month), value])
      }
    },
    notes: ["按 XmR 规则区分真变化和正常波动，见“怎样看图”。", ...notesOf(kpi)],
    source: {words: `${kpi.code} ${kpi.name}`, to: `/kpis/${kpi.code}`},
    minutes: 2
  };
}

/** The units behind a figure that can still be acted on, such as proposals without an answer. */
export function figureSlide(kpi: FrozenKpi, state: FrozenState, name: string): SlideContent | undefined {
  const figure = kpi.unit_figures?.find((each) => each.name === name);
  if (!figure) return undefined;
  const {unit, units} = figure;
  const first: KnownValue<(typeof units)[number]> | undefined = units[0];
  const sum = units.reduce((all, {value}) => all + value, 0);
  return {
    title: `${kpi.name}：${name}涉及 ${units.length} 个单位${unit === "元" ? "" : `，共 ${formatNumber(sum)} ${unit}`}${
      first ? `，最多的是${first.name}（${formatValue(first.value, unit)}）` : ""
    }`,
    subtitle: `${kpi.code} ${name}（${unit}），${formatMonth(state.month)}`,
    body: {
      kind: "picture",
      picture: {kind: "bars", unit, bars: units},
      table: {
        columns: [{title: "单位"}, {title: name, unit}],
        rows: units.map((each) => [each.name, each.value])
      }
    },
    notes: notesOf(kpi),
    source: {words: `${kpi.code} ${kpi.name}`, to: `/kpis/${kpi.code}`},
    minutes: 2
  };
}
