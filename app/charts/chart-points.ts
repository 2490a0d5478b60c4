import type {Column} from "#app/ui/table-column.ts";
import type {ChartOption} from "./option.ts";

/** The rows behind a chart. */
export interface ChartTable<Row> {
  columns: Column<Row>[];
  rows: Row[];
}

/** A point that a reader can go to by keyboard: its place in the picture and what it says. */
export interface ChartPoint {
  /** Its place along the axis. */
  x: number;
  /** Which line or row of cells it belongs to. */
  y: number;
  text: string;
  /** Where ECharts keeps it; undefined where the picture does not show it as a point of its own. */
  drawn?: {seriesIndex: number; dataIndex: number};
}

interface Series {
  type?: string;
  name?: string;
  data?: unknown;
  markLine?: {label?: Label; data?: {label?: Label}[]};
}

interface Label {
  formatter?: unknown;
}

/**
 * Reads the points of a chart from its table, so that each number is told as the table tells it, and finds them in the
 * picture by their values.
 */
export function pointsOf<Row>(option: ChartOption, {columns, rows}: ChartTable<Row>): ChartPoint[] {
  const all = seriesOf(option);
  const numbers = columns.filter(({isNumber, value}) => isNumber && value);
  const shown = numbers.flatMap((column) => {
    const values = rows.map((row) => column.value?.(row) ?? null);
    const seriesIndex = all.findIndex((series) => isOf(series, values));
    return seriesIndex < 0 ? [] : [{column, seriesIndex, values}];
  });
  const told = shown.length > 0 ? shown : numbers.map((column) => ({column, seriesIndex: -1, values: undefined}));
  return told.flatMap(({column, seriesIndex, values}, y) =>
    rows.flatMap((row, at) => {
      const series = all[seriesIndex];
      const value = column.value?.(row) ?? null;
      if (value === null) return [];
      const dataIndex = series && values ? indexIn(series, values, at) : -1;
      const cell = series?.type === "heatmap" ? cellOf(series, dataIndex) : undefined;
      const name = categoryOf(option, rows.length, at) ?? nameOf(columns, row);
      return [
        {
          ...(cell ?? {x: at, y}),
          text: [`${name} ${wordsOf(column, row, series)}`, ...marksOf(series)].join("，"),
          ...(series && {drawn: {seriesIndex, dataIndex}})
        }
      ];
    })
  );
}

const seriesOf = ({series}: ChartOption): Series[] => (Array.isArray(series) ? series : []).filter(isObject);
const isObject = (thing: unknown): thing is object => typeof thing === "object" && thing !== null;
const dataOf = ({data}: Series): unknown[] => (Array.isArray(data) ? data : []);

/** A value of a series: a number, a cell of a heat map, or either with its own style. */
function valueOf(datum: unknown): unknown {
  if (Array.isArray(datum)) return datum.at(-1);
  return isObject(datum) && "value" in datum ? valueOf(datum.value) : datum;
}

/**
 * Whether a series draws these values. It may leave out what has none, or begin at the end of another line with one
 * value more.
 */
function isOf(series: Series, values: (string | number | null)[]): boolean {
  const drawn = dataOf(series).map(valueOf);
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return false;
  if (drawn.length !== values.length)
    return drawn.length === known.length && drawn.every((value, at) => value === known[at]);
  const more = drawn.filter((value) => typeof value === "number").length - known.length;
  return more <= 1 && values.every((value, at) => value === null || value === drawn[at]);
}

function indexIn(series: Series, values: (string | number | null)[], at: number): number {
  return dataOf(series).length === values.length ? at : values.slice(0, at).filter((value) => value !== null).length;
}

function cellOf(series: Series, dataIndex: number): {x: number; y: number} | undefined {
  const datum = dataOf(series)[dataIndex];
  const value: unknown = isObject(datum) && "value" in datum ? datum.value : datum;
  if (!Array.isArray(value)) return undefined;
  const [x, y]: unknown[] = value;
  return typeof x === "number" && typeof y === "number" ? {x, y} : undefined;
}

/** The word on the axis, where the axis has one for each row of the table. */
function categoryOf({xAxis, yAxis}: ChartOption, count: number, at: number): string | undefined {
  const words = [xAxis, yAxis].flatMap((axis) =>
    isObject(axis) && "data" in axis && Array.isArray(axis.data) ? [axis.data as unknown[]] : []
  );
  const [only] = words;
  return words.length === 1 && only?.length === count ? String(only[at]) : undefined;
}

function nameOf<Row>(columns: Column<Row>[], row: Row): string {
  return columns
    .filter(({isNumber}) => !isNumber)
    .map((column) => textOf(column, row))
    .join(" ");
}

function textOf<Row>({cell, value}: Column<Row>, row: Row): string {
  const shown = cell(row);
  return typeof shown === "string" || typeof shown === "number" ? String(shown) : String(value?.(row) ?? "");
}

/** “全校 48.2 %”: what it is counted in stands in brackets after the title of the column, or in the cell. */
function wordsOf<Row>(column: Column<Row>, row: Row, series: Series | undefined): string {
  const [, title = column.title, counted = ""] = /^(.+?)（(.+)）$/.exec(column.title) ?? [];
  const text = textOf(column, row);
  const isBare = counted !== "" && !text.endsWith(counted);
  return `${series?.name || title} ${text}${isBare ? ` ${counted}` : ""}`;
}

/** What the lines through the whole chart say, such as a target. */
function marksOf(series: Series | undefined): string[] {
  const {label, data = []} = series?.markLine ?? {};
  return [label, ...data.map((line) => line.label)].flatMap((each) =>
    typeof each?.formatter === "string" && each.formatter !== "" ? [each.formatter] : []
  );
}

const ARROWS: Record<string, [dx: number, dy: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};

/** Whether a chart answers the key. */
export const isChartKey = (key: string) => key in ARROWS || key === "Home" || key === "End";

/** Returns the point that a key leads to; the newest of the first line where the reader comes from outside. */
export function pointAfter(points: ChartPoint[], from: ChartPoint | undefined, key: string): ChartPoint | undefined {
  if (!from) return key === "Home" ? points[0] : lineOf(points, points[0]?.y).at(-1);
  const line = lineOf(points, from.y);
  if (key === "Home") return line[0];
  if (key === "End") return line.at(-1);
  const [dx, dy] = ARROWS[key] ?? [0, 0];
  const isOneLine = line.length === points.length;
  if (dy === 0 || isOneLine) return line[line.indexOf(from) + dx + (isOneLine ? dy : 0)] ?? from;
  return nearestIn(points, from, dy);
}

const lineOf = (points: ChartPoint[], y: number | undefined) =>
  points.filter((point) => point.y === y).sort((a, b) => a.x - b.x);

/** The point of the next line that stands nearest above or below. */
function nearestIn(points: ChartPoint[], from: ChartPoint, dy: number): ChartPoint {
  const beyond = points.filter(({y}) => (y - from.y) * dy > 0);
  if (beyond.length === 0) return from;
  const next = beyond.reduce((y, point) => (Math.abs(point.y - from.y) < Math.abs(y - from.y) ? point.y : y), Infinity);
  return lineOf(points, next).reduce((best, point) =>
    Math.abs(point.x - from.x) < Math.abs(best.x - from.x) ? point : best
  );
}
