import type {LinesPicture, SlidePicture} from "#app/features/deck/slide.ts";
import {NOTATION, type Sign} from "#app/ui/notation.ts";
import {GROUND, hex, INK, MAIN, OWN, SERIES_COLOURS, TARGET} from "./look.ts";

/** What one chart of PowerPoint shows; its workbook and its cache are written from the same values. */
export interface NativeChart {
  kind: "bar" | "column" | "line";
  isStacked: boolean;
  categories: string[];
  series: ChartSeries[];
  /** Of numbers beside the marks and on the axis. */
  format: string;
  hasLegend: boolean;
  /** The end of the axis, so that what stands beyond the longest mark has room. */
  highest?: number;
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
const OUTLINE: SeriesLook = {fill: null, stroke: INK, dash: "dash", width: 1.5};
const TOTAL = "合计";

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

/** The target of bars is an outline behind each of them, so it stays a part of the chart. */
function barsChart({unit, bars, reference}: BarsPicture): NativeChart {
  const values = bars.map(({value}) => value);
  const own = bars.flatMap(({isOwn}, at) => (isOwn ? [{at, look: {...SOLID, stroke: OWN, width: 3}}] : []));
  const actual: ChartSeries = {name: reference ? "实际" : unit, values, look: SOLID, labels: "all", points: own};
  return {
    kind: "bar",
    isStacked: false,
    categories: bars.map(({name, detail}) => (detail ? `${name}（${detail}）` : name)),
    series: reference
      ? [actual, {name: reference.label, values: bars.map(() => reference.value), look: OUTLINE, labels: "none"}]
      : [actual],
    format: numberFormat(values, unit),
    hasLegend: reference !== undefined,
    highest: beyond([...values, reference?.value ?? 0], 1.18)
  };
}

function columnsChart({unit, labels, series, plannedFrom = labels.length}: ColumnsPicture): NativeChart {
  const isStacked = series.length > 1;
  const totals = labels.map((_, at) => series.reduce((sum, {values}) => sum + (values[at] ?? 0), 0));
  const drawn = series.map(({name, values}, at) =>
    columnSeries({name, values, colour: isStacked ? colourAt(at) : MAIN, isStacked, plannedFrom})
  );
  return {
    kind: "column",
    isStacked,
    categories: labels,
    series: isStacked ? [...drawn, totalSeries(totals)] : drawn,
    format: numberFormat(totals, unit),
    hasLegend: isStacked,
    highest: beyond(totals, 1.12)
  };
}

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
  const values = [...drawn, ...goal].flatMap((each) => each.values);
  return {
    kind: "line",
    isStacked: false,
    categories: labels,
    series: [...drawn, ...goal],
    format: numberFormat(values, unit),
    hasLegend: drawn.length + goal.length > 1,
    ...(unit === "%" && Math.max(...values.map(Number)) <= 100 && {highest: percentEnd(values)})
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

/** A round end above all values, with room for the number of the last. */
function percentEnd(values: (number | null)[]): number {
  return Math.min(120, Math.ceil((Math.max(...values.map(Number)) * 1.1) / 20) * 20);
}

function beyond(values: number[], factor: number): number | undefined {
  const highest = Math.max(0, ...values);
  const hasNegative = values.some((value) => value < 0);
  return highest === 0 || hasNegative ? undefined : Number((highest * factor).toPrecision(3));
}

/** As the pages write numbers: one decimal where one of them has decimals, 0 % and 100 % without. */
function numberFormat(values: (number | null)[], unit: string): string {
  const suffix = unit === "" ? "" : `" ${unit.replace(/"/g, "")}"`;
  if (unit === "%") return `[=0]0${suffix};[=100]0${suffix};0.0${suffix}`;
  return `${values.every((value) => Number.isInteger(value ?? 0)) ? "#,##0" : "#,##0.0"}${suffix}`;
}
