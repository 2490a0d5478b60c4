import type {FrozenKpi} from "#app/features/deck/frozen-state.ts";
import {formatBareShown, formatShortMonth, NO_DATA} from "#app/format.ts";
import {POINTS} from "./number-format.ts";
import type {Block, Cell, SeriesSign, SheetSeries, SheetTable} from "./sheet.ts";

/** Returns the KPIs of a task, one row each. */
export function kpiTable(kpis: FrozenKpi[]): SheetTable {
  return {
    columns: [
      ...[{title: "编号"}, {title: "指标"}, {title: "单位"}, {title: "数值", unit: ""}],
      ...[
        {title: "分子", unit: ""},
        {title: "分母", unit: ""},
        {title: "目标", unit: ""}
      ],
      ...[{title: "目标来源"}, {title: "较上月", unit: ""}, {title: "状态"}, {title: "判定依据"}]
    ],
    rows: kpis.map((kpi) => [
      ...[kpi.code, kpi.name, kpi.unit, shownValue(kpi)],
      ...[kpi.is_hidden ? null : kpi.numerator, kpi.is_hidden ? null : kpi.denominator],
      ...[inUnit(kpi.target, kpi.unit), kpi.target_source, changeOf(kpi)],
      ...[kpi.status, kpi.rule]
    ])
  };
}

/** Returns the months of a KPI with what was due and the year before, beside its target. */
export function kpiMonthsBlock(kpi: FrozenKpi): Block {
  const lines = linesOf(kpi);
  const labels = {from: {row: -1, column: 1}, to: {row: -1, column: kpi.months.length}};
  const block: Block = {
    heading: kpi.conclusion,
    about: `${kpi.code} ${kpi.name}（${kpi.unit}），逐月`,
    table: {
      columns: [{title: "项目"}, ...kpi.months.map(({month}) => ({title: formatShortMonth(month), unit: ""}))],
      rows: lines.map(({name, values}) => [name, ...values.map((value) => inUnit(value, kpi.unit))])
    }
  };
  if (kpi.months.every(({value}) => value === null)) return block;
  const series = lines.map(({name, sign}, row): SheetSeries => ({name, sign, values: rowOf(row, kpi.months.length)}));
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

const rowOf = (row: number, length: number) => ({from: {row, column: 1}, to: {row, column: length}});

function shownValue({value, is_hidden, unit}: FrozenKpi): Cell {
  if (is_hidden) return formatBareShown({is_hidden});
  return value === null ? NO_DATA : {value, unit};
}

function changeOf({change, is_hidden, unit}: FrozenKpi): Cell {
  if (change === null || is_hidden) return null;
  return {value: change, unit: unit === "%" ? POINTS : unit};
}

export function inUnit(value: number | null, unit: string): Cell {
  return value === null ? null : {value, unit};
}
