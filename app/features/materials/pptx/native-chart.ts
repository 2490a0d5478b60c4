import type {LinesPicture, SlidePicture} from "#app/features/deck/slide.ts";
import {formatValue} from "#app/format.ts";
import {NOTATION, type Sign} from "#app/ui/notation.ts";
import {GROUND, hex, MAIN, OWN, SERIES_COLOURS, TARGET} from "./look.ts";
import {CONTENT_WIDTH, SIZES} from "./page-layout.ts";
import {textWidth} from "./text-size.ts";

/** What one chart of PowerPoint shows; its workbook and its cache are written from the same values. */
export interface NativeChart {
  kind: "bar" | "column" | "line";
  isStacked: boolean;
  categories: string[];
  series: ChartSeries[];
  /** Of numbers beside the marks. */
  format: string;
  /** Said once above the chart, where the numbers have no room for it. */
  unitAbove?: string;
  axis: ValueAxis;
  hasLegend: boolean;
}

export interface ValueAxis {
  /** Beyond the longest mark, so that its number has room; PowerPoint chooses where there is none. */
  highest?: number;
  /** Lines show their axis in round steps. */
  step?: {every: number; format: string};
  /** One dashed line through all bars, drawn as the only line of the grid, with its words. */
  reference?: {value: number; label: string};
}

export interface ChartSeries {
  name: string;
  values: (number | null)[];
  look: SeriesLook;
  labels: "none" | "all" | "last";
  /** Points that differ from the series, by index. */
  points?: {at: number; look: SeriesLook}[];
  /** Carries labels only: it is not drawn and not in the legend. */
  isHidden?: boolean;
}

export interface SeriesLook {
  /** Null: unfilled. */
  fill: string | null;
  stroke: string | null;
  dash?: "dash" | "sysDash";
  /** Points. */
  width?: number;
}

type DrawnPicture = Exclude<SlidePicture, {kind: "heat"}>;
type BarsPicture = Extract<SlidePicture, {kind: "bars"}>;
type ColumnsPicture = Extract<SlidePicture, {kind: "columns"}>;

const SOLID: SeriesLook = {fill: MAIN, stroke: null};
const OWN_BAR: SeriesLook = {...SOLID, stroke: OWN, width: 3};
const OUTLINED: SeriesLook = {fill: GROUND, stroke: TARGET, dash: "sysDash", width: 2.5};
const TOTAL = "合计";
const VALUE = "数值";

export function nativeChart(picture: DrawnPicture): NativeChart {
  switch (picture.kind) {
    case "bars":
      return barsChart(picture);
    case "columns":
      return columnsChart(picture);
    case "lines":
      return linesChart(picture);
  }
}

function barsChart({unit, bars, reference}: BarsPicture): NativeChart {
  const line = reference && named(reference, unit);
  const axis = valueAxis(
    bars.map(({value}) => value),
    line
  );
  // Where no line can be drawn, the reference is a bar of its own.
  const drawn: DrawnBar[] = [
    ...bars.map(({name, value, detail, isOwn}) => ({
      name: detail ? `${name}（${detail}）` : name,
      value,
      ...(isOwn && {look: OWN_BAR})
    })),
    ...(line && !axis.reference ? [{name: line.label, value: line.value, look: OUTLINED}] : [])
  ];
  const values = drawn.map(({value}) => value);
  const points = drawn.flatMap(({look}, at) => (look ? [{at, look}] : []));
  return {
    kind: "bar",
    isStacked: false,
    categories: drawn.map(({name}) => name),
    series: [{name: unit || VALUE, values, look: SOLID, labels: "all", points}],
    format: numberFormat(values, unit),
    hasLegend: false,
    axis
  };
}

interface DrawnBar {
  name: string;
  value: number;
  look?: SeriesLook;
}

const named = ({value, label}: {value: number; label: string}, unit: string) => ({
  value,
  label: /\d/.test(label) ? label : `${label} ${formatValue(value, unit)}`
});

/** The grid steps by the reference, so only its first line may be within the axis. */
function valueAxis(values: number[], reference: ValueAxis["reference"]): ValueAxis {
  const highest = beyond([...values, reference?.value ?? 0], 1.18);
  if (!reference || highest === undefined || reference.value <= 0) return {highest};
  const second = 2 * reference.value;
  const isAlone = Math.max(...values) * 1.06 < second;
  return isAlone ? {highest: Math.min(highest, second * 0.999), reference} : {highest};
}

function columnsChart({unit, labels, series, plannedFrom = labels.length}: ColumnsPicture): NativeChart {
  const isStacked = series.length > 1;
  const totals = labels.map((_, at) => sumOf(series.map(({values}) => values[at] ?? 0)));
  const drawn = series.map(({name, values}, at) =>
    columnSeries({name, values, colour: isStacked ? colourAt(at) : MAIN, isStacked, plannedFrom})
  );
  const isCrowded = totals.some(
    (total) => textWidth(formatValue(total, unit), SIZES.text) > CONTENT_WIDTH / labels.length
  );
  return {
    kind: "column",
    isStacked,
    categories: labels,
    series: isStacked ? [...drawn, totalSeries(totals)] : drawn,
    format: numberFormat(totals, isCrowded ? "" : unit),
    ...(isCrowded && {unitAbove: unit}),
    hasLegend: isStacked,
    axis: {highest: beyond(totals, 1.12)}
  };
}

/** Without the last digits that adding fractions leaves. */
const sumOf = (values: number[]) => Number(values.reduce((sum, value) => sum + value, 0).toPrecision(12));

interface Columns {
  name: string;
  values: (number | null)[];
  colour: string;
  isStacked: boolean;
  plannedFrom: number;
}

function columnSeries({name, values, colour, isStacked, plannedFrom}: Columns): ChartSeries {
  const look: SeriesLook = {fill: colour, stroke: null};
  const planned: SeriesLook = {fill: GROUND, stroke: colour, width: 2};
  return {
    name,
    values,
    look,
    labels: isStacked ? "none" : "all",
    points: values.flatMap((_, at) => (at >= plannedFrom ? [{at, look: planned}] : []))
  };
}

const colourAt = (at: number) => SERIES_COLOURS[at % SERIES_COLOURS.length] ?? MAIN;

/** Stands unseen on top of each stack and carries the sum; the axis ends below its own end. */
const totalSeries = (values: number[]): ChartSeries => ({
  name: TOTAL,
  values,
  look: {fill: null, stroke: null},
  labels: "all",
  isHidden: true
});

function linesChart({unit, labels, lines, target}: LinesPicture): NativeChart {
  const drawn = lines.map(({name, sign, values}): ChartSeries => ({
    name,
    values,
    look: lineLook(sign),
    labels: sign === "actual" ? "last" : "none"
  }));
  const goal: ChartSeries[] = target
    ? [{name: target.label, values: labels.map(() => target.value), look: TARGET_LOOK, labels: "none"}]
    : [];
  const values = [...drawn, ...goal].flatMap((each) => each.values.filter((value) => value !== null));
  return {
    kind: "line",
    isStacked: false,
    categories: labels,
    series: [...drawn, ...goal],
    format: numberFormat(values, unit),
    hasLegend: drawn.length + goal.length > 1,
    axis: steppedAxis(values, unit)
  };
}

const TARGET_LOOK: SeriesLook = {fill: null, stroke: TARGET, dash: "sysDash", width: 2.5};

function lineLook(sign: Sign): SeriesLook {
  const stroke = hex(NOTATION[sign].stroke);
  return {
    fill: sign === "actual" ? stroke : null,
    stroke,
    width: sign === "actual" ? 3.5 : 2.5,
    ...(sign === "plan" && {dash: "dash" as const})
  };
}

/** No tick beyond 100 % where all values are shares. */
function steppedAxis(values: number[], unit: string): ValueAxis {
  const highest = beyond(values, 1.12);
  if (highest === undefined) return {};
  const every = roundStep(highest / 6);
  const isShare = unit === "%" && Math.max(...values) <= 100;
  const decimals = every < 1 ? `.${"0".repeat(Math.ceil(-Math.log10(every)))}` : "";
  return {
    highest: isShare ? Math.min(highest, 106) : highest,
    step: {every, format: `#,##0${decimals}${unitFormat(unit)}`}
  };
}

/** 1, 2 or 5 times a power of ten, at least the value. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return Number((([1, 2, 5].find((step) => step * power >= least) ?? 10) * power).toPrecision(1));
}

function beyond(values: number[], factor: number): number | undefined {
  const highest = Math.max(0, ...values);
  const hasNegative = values.some((value) => value < 0);
  return highest === 0 || hasNegative ? undefined : Number((highest * factor).toPrecision(3));
}

/** As the pages write numbers: one decimal where one of them has decimals, 0 % and 100 % without. */
function numberFormat(values: (number | null)[], unit: string): string {
  const suffix = unitFormat(unit);
  if (unit === "%") return `[=0]0${suffix};[=100]0${suffix};0.0${suffix}`;
  return `${values.every((value) => Number.isInteger(value ?? 0)) ? "#,##0" : "#,##0.0"}${suffix}`;
}

const unitFormat = (unit: string) => (unit === "" ? "" : `" ${unit.replace(/"/g, "")}"`);
