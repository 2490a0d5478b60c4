import type {FrozenTask} from "#app/features/deck/state/frozen-state.ts";
import {formatValue} from "#app/format.ts";
import type {Block, Cells, SheetChart, SheetTable} from "./sheet.ts";

type Panel = FrozenTask["panels"][number];
type Drawn = Exclude<NonNullable<Panel["picture"]>, {kind: "heat"}>;

/** Returns a panel's table with its chart; numbers of the chart that the table lacks follow in a table of their own. */
export function panelBlocks({title, subtitle, note, picture, table}: Panel): Block[] {
  const rows: SheetTable = {columns: table.columns, rows: table.rows.map(({cells}) => cells)};
  const block: Block = {heading: title, about: subtitle, table: rows, note};
  if (!picture || picture.kind === "heat") return [block];
  const inTable = chartOf(picture, subtitle, rows);
  if (inTable) return [{...block, chart: inTable}];
  const behind = pictureTable(picture);
  return [block, {about: `图中数据：${subtitle}`, table: behind, chart: chartOf(picture, subtitle, behind)}];
}

/** Returns the chart of a picture if each of its numbers stands in the table, in the order of the picture. */
function chartOf(picture: Drawn, title: string, table: SheetTable): SheetChart | undefined {
  const labels = columnWith(table, labelsOf(picture));
  const series = seriesOf(picture).map(({name, values}) => ({name, values: columnWith(table, values)}));
  const missing = series.some(({values}) => values === undefined);
  if (!labels || missing) return undefined;
  return {
    ...{kind: picture.kind, unit: picture.unit, labels, title: titleOf(picture, title)},
    series: series.flatMap(({name, values}) => (values ? [{name, sign: "actual" as const, values}] : [])),
    plannedFrom: picture.kind === "columns" ? picture.plannedFrom : undefined
  };
}

/** A reference stands in the title, as it has no place among native bars. */
function titleOf(picture: Drawn, title: string): string {
  if (picture.kind !== "bars" || !picture.reference) return title;
  const {label, value} = picture.reference;
  return `${title}（${/\d/.test(label) ? label : `${label} ${formatValue(value, picture.unit)}`}）`;
}

function columnWith({columns, rows}: SheetTable, values: (string | number | null)[]): Cells | undefined {
  const column = columns.findIndex((_, at) => values.every((value, row) => rows[row]?.[at] === value));
  return column < 0 || values.length === 0 ? undefined : {from: {row: 0, column}, to: {row: values.length - 1, column}};
}

function pictureTable(picture: Drawn): SheetTable {
  const series = seriesOf(picture);
  return {
    columns: [{title: "项目"}, ...series.map(({name}) => ({title: name, unit: picture.unit}))],
    rows: labelsOf(picture).map((label, row) => [label, ...series.map(({values}) => values[row] ?? null)])
  };
}

function labelsOf(picture: Drawn): string[] {
  return picture.kind === "bars" ? picture.bars.map(({name}) => name) : picture.labels;
}

function seriesOf(picture: Drawn): {name: string; values: (number | null)[]}[] {
  return picture.kind === "bars" ? [{name: "数值", values: picture.bars.map(({value}) => value)}] : picture.series;
}
