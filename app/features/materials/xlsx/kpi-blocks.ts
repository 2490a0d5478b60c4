import type {FrozenKpi} from "#app/features/deck/state/frozen-state.ts";
import {formatBareShown, formatShortMonth, formatShown} from "#app/format.ts";
import {POINTS} from "./number-format.ts";
import type {Block, Cell, SeriesSign, SheetTable} from "./sheet.ts";

/** Returns the KPIs of a task, one row each. */
export function kpiTable(kpis: FrozenKpi[]): SheetTable {
  return {
    columns: [
      ...[{title: "指标"}, {title: "编号"}, {title: "单位"}, {title: "数值", unit: ""}],
      ...["分子", "分母", "目标", "较上月"].map((title) => ({title, unit: ""})),
      ...[{title: "目标来源"}, {title: "状态"}, {title: "判定依据", width: 24}]
    ],
    rows: kpis.map((kpi) => [
      ...[kpi.name, kpi.code, kpi.unit, shownValue(kpi)],
      ...[kpi.is_hidden ? null : kpi.numerator, kpi.is_hidden ? null : kpi.denominator],
      ...[inUnit(kpi.target, kpi.unit), changeOf(kpi)],
      ...[kpi.target_source, kpi.status, kpi.rule]
    ])
  };
}

/** Returns the months of a KPI with what was due and the year before, beside its target. */
export function kpiMonthsBlock(kpi: FrozenKpi): Block {
  const lines = linesOf(kpi);
  const block: Block = {
    heading: kpi.conclusion,
    about: `${kpi.code} ${kpi.name}，逐月`,
    table: {
      columns: [{title: "月份"}, ...lines.map(({name}) => ({title: name, unit: kpi.unit}))],
      rows: kpi.months.map(({month}, row) => [formatShortMonth(month), ...lines.map(({values}) => values[row] ?? null)])
    }
  };
  if (kpi.months.every(({value}) => value === null)) return block;
  const series = lines.map(({name, sign}, at) => ({name, sign, values: columnOf(at + 1, kpi.months.length)}));
  const labels = columnOf(0, kpi.months.length);
  return {...block, chart: {kind: "lines", title: `${kpi.code} ${kpi.name}`, unit: kpi.unit, labels, series}};
}

interface Line {
  name: string;
  sign: SeriesSign;
  values: (number | null)[];
}

/** A line without any number is left out, except the actual one. */
function linesOf({months, target}: FrozenKpi): Line[] {
  const lines: Line[] = [
    {name: "实际", sign: "actual", values: months.map(({value}) => value)},
    {name: "序时", sign: "plan", values: months.map(({pace}) => pace)},
    {name: "去年同期", sign: "lastYear", values: months.map(({last_year}) => last_year)},
    {name: "目标", sign: "target", values: months.map(() => target)}
  ];
  return lines.filter(({sign, values}) => sign === "actual" || values.some((value) => value !== null));
}

const columnOf = (column: number, length: number) => ({from: {row: 0, column}, to: {row: length - 1, column}});

function shownValue({value, is_hidden, last_shown, unit}: FrozenKpi): Cell {
  if (is_hidden) return formatBareShown({is_hidden});
  return value === null ? formatShown({last_shown}, unit) : {value, unit};
}

function changeOf({change, is_hidden, unit}: FrozenKpi): Cell {
  if (change === null || is_hidden) return null;
  return {value: change, unit: unit === "%" ? POINTS : unit};
}

export function inUnit(value: number | null, unit: string): Cell {
  return value === null ? null : {value, unit};
}
