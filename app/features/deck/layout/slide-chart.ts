import {barChart} from "#app/charts/bar-chart.ts";
import {namedColours} from "#app/charts/colour-variables.ts";
import {columnChart} from "#app/charts/column-chart.ts";
import {heatMap} from "#app/charts/heat-map.ts";
import {lineChart} from "#app/charts/line-chart.ts";
import type {ChartOption} from "#app/charts/option.ts";
import {LIT_COLOURS, projectorTheme, type ChartTheme} from "#app/charts/theme.ts";
import {
  barHeadRoom,
  heatNameEms,
  nameLines,
  showBareOf,
  showTickOf,
  showValueOf,
  type Bars,
  type ChartBox,
  type Columns,
  type Heat,
  type Lines
} from "./slide-picture.ts";
import {emsOf, linesIn} from "./slide-words.ts";
import type {SlidePicture} from "../slide.ts";

/** Colours are CSS variables: one drawing serves a lit room and a dark hall. */
export const slideTheme = (min: number): ChartTheme =>
  projectorTheme({fontSize: min, colours: namedColours(LIT_COLOURS)});

/** What draws a picture in its box. */
export function slideChart(picture: SlidePicture, box: ChartBox, min: number, highest?: number): ChartOption {
  const theme = slideTheme(min);
  switch (picture.kind) {
    case "bars":
      return bars(picture, box, theme, highest);
    case "columns":
      return columns(picture, box, theme);
    case "heat":
      return heat(picture, box, theme, highest);
    case "lines":
      return lines(picture, box, theme);
  }
}

const divided = (words: string, ems: number): string => linesIn(words, ems).join("\n");

function bars(picture: Bars, {width}: ChartBox, theme: ChartTheme, highest: number | undefined): ChartOption {
  const {fontSize} = theme;
  const showValue = showValueOf(picture);
  const values = picture.bars.map(({value, isOwn}) => emsOf(showValue(value)) + (isOwn ? 2 : 0));
  // Half of the line's name may stand beyond the end of the longest bar.
  const nameOfLine = picture.reference ? emsOf(picture.reference.label) / 2 : 0;
  return barChart(
    picture.bars.map((bar) => ({...bar, name: nameLines(bar.name, fontSize, width).join("\n")})),
    {
      showValue,
      ...(picture.reference && {reference: picture.reference}),
      ...(highest !== undefined && {highest}),
      theme,
      headRoom: barHeadRoom(picture, fontSize),
      labelRoom: (Math.max(...values, nameOfLine) + 1.4) * fontSize
    }
  );
}

/** Around a column's label, in ems. */
const LABEL_GAP = 0.3;

function columns(picture: Columns, {width}: ChartBox, theme: ChartTheme): ChartOption {
  const {labels, series, plannedFrom} = picture;
  const room = width / labels.length / theme.fontSize - LABEL_GAP;
  return columnChart(
    labels.map((label) => divided(label, room)),
    series,
    {
      showValue: showValueOf(picture),
      showTotal: totalsWithin(picture, room),
      ...(plannedFrom !== undefined && {plannedFrom}),
      legendLines: legendLines(
        series.map(({name}) => name),
        width / theme.fontSize
      ),
      theme
    }
  );
}

/** Sums with their unit, else without it, else only the highest. */
function totalsWithin(picture: Columns, room: number): (total: number) => string {
  const totals = picture.labels.map((_, at) => picture.series.reduce((sum, {values}) => sum + (values[at] ?? 0), 0));
  const fits = (show: (total: number) => string) => totals.every((total) => emsOf(show(total)) <= room);
  const shown = [showValueOf(picture), showBareOf(picture)].find(fits);
  if (shown) return shown;
  const highest = Math.max(...totals);
  return (total) => (total === highest ? showBareOf(picture)(total) : "");
}

/** A name with its box and the gap to the next, in ems. */
const LEGEND_ITEM = 1 + 5 / 12 + 8 / 12;

function legendLines(names: string[], room: number): number {
  let [lines, left] = [1, room - 1];
  for (const name of names) {
    const width = emsOf(name) + LEGEND_ITEM;
    if (width > left && left < room - 1) [lines, left] = [lines + 1, room - 1];
    left -= width;
  }
  return lines;
}

function heat(picture: Heat, {width}: ChartBox, theme: ChartTheme, highest: number | undefined): ChartOption {
  const {fontSize} = theme;
  const row = (name: string) => nameLines(name, fontSize, width).join("\n");
  const room = (width / fontSize - heatNameEms(picture, fontSize, width)) / picture.columns.length - 0.3;
  const column = (name: string) => divided(name, room);
  return heatMap(
    picture.cells.map((cell) => ({...cell, row: row(cell.row), column: column(cell.column)})),
    {
      columns: picture.columns.map(column),
      rows: picture.rows.map(row),
      showValue: showValueOf(picture),
      showEveryColumn: true,
      ...(highest !== undefined && {highest}),
      theme
    }
  );
}

function lines(picture: Lines, {width, height}: ChartBox, theme: ChartTheme): ChartOption {
  const showValue = showValueOf(picture);
  const of = (sign: Lines["lines"][number]["sign"]) => picture.lines.find((line) => line.sign === sign);
  const [actual, plan, lastYear] = [of("actual"), of("plan"), of("lastYear")];
  const names = [plan?.name ?? "", lastYear?.name ?? ""];
  const values = actual?.values.flatMap((value) => (value === null ? [] : [showValue(value)])) ?? [];
  const labelRoom = Math.max(...names.map(emsOf), emsOf(values.at(-1) ?? "")) + 1.4;
  // The numbers beside the axis take about as much as the labels at the other end.
  const step = (width / theme.fontSize - 2 * labelRoom) / (picture.labels.length - 1);
  return lineChart(
    picture.labels.map((label, at) => ({
      label,
      value: actual?.values[at] ?? null,
      pace: plan?.values[at] ?? null,
      lastYear: lastYear?.values[at] ?? null
    })),
    {
      name: actual?.name ?? "",
      paceName: names[0],
      lastYearName: names[1],
      showValue,
      showTick: showTickOf(picture),
      ...(picture.target && {target: picture.target}),
      labelRoom: labelRoom * theme.fontSize,
      showEveryLabel: picture.labels.every((label) => emsOf(label) + LABEL_GAP < step),
      size: {width, height},
      theme
    }
  );
}
