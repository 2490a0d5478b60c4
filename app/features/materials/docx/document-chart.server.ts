import {Paragraph, type Table} from "docx";
import {type ChartRunOptions, ChartRun, type ChartSeries} from "docx/charts";
import {formatBare} from "#app/format.ts";
import type {LinesPicture, SlidePicture} from "#app/features/deck/slide.ts";
import {paperTable} from "./document-table.server.ts";
import {TYPEFACES} from "./gbt-9704.ts";
import {PARAGRAPH_STYLES} from "./styles.server.ts";

/** 参照 ISO 24896 / IBCS 2.0 记法: actual dark, last year lighter, what is planned dashed; it survives greyscale. */
const LOOK = {actual: "20406B", lastYear: "8494AB", plan: "1F2329", further: ["8494AB", "4F6D94", "B9C3D1"]};
const LINE_LOOK = {
  actual: {color: LOOK.actual, width: 2.5, dash: "solid"},
  plan: {color: LOOK.plan, width: 1.5, dash: "dash"},
  lastYear: {color: LOOK.lastYear, width: 1.5, dash: "solid"}
} as const;

/** The 版心 is 589 pixels wide. */
const WIDTH = 560;
const FONT = {name: TYPEFACES.firstLevel.name};
const MOST_BARS = 16;

/** A chart that can be edited, with its numbers in an embedded workbook; a heat map becomes a table. */
export function chartOf(picture: SlidePicture, description: string): (Paragraph | Table)[] {
  if (picture.kind === "heat") return [paperTable(heatTable(picture))];
  const run = new ChartRun({...optionsOf(picture), ...frameOf(picture, description)});
  return [new Paragraph({style: PARAGRAPH_STYLES.chart, children: [run]})];
}

/** “（前 16 个，另有 20 个未列）”, for the caption of a chart that does not hold all; empty where it does. */
export function leftOutWords(picture: SlidePicture): string {
  const left = picture.kind === "bars" ? picture.bars.length - MOST_BARS : 0;
  return left > 0 ? `（前 ${MOST_BARS} 个，另有 ${left} 个未列）` : "";
}

type Charted = Exclude<SlidePicture, {kind: "heat"}>;
type Bars = Extract<SlidePicture, {kind: "bars"}>;
type Columns = Extract<SlidePicture, {kind: "columns"}>;

function frameOf(picture: Charted, description: string) {
  const height = picture.kind === "bars" ? 70 + Math.min(picture.bars.length, MOST_BARS) * 24 : 280;
  return {
    font: FONT,
    chartArea: {fill: "FFFFFF", border: "none" as const},
    transformation: {width: WIDTH, height},
    altText: {name: "图表", title: description, description}
  };
}

function optionsOf(picture: Charted): ChartRunOptions {
  switch (picture.kind) {
    case "bars":
      return barsOf(picture);
    case "columns":
      return columnsOf(picture);
    case "lines":
      return linesOf(picture);
  }
}

const formatOf = (unit: string) => (unit === "%" ? "0.0" : "#,##0.##");
const labelsOf = (unit: string) => ({value: true, numberFormat: formatOf(unit), font: {...FONT, size: 9}});
const axisOf = (unit: string) => ({title: {text: unit, font: {...FONT, size: 9}}, font: {...FONT, size: 9}});

/** The longest bar stands at the top, as the picture has it. */
function barsOf({bars, unit, reference}: Bars): ChartRunOptions {
  const shown = bars.slice(0, MOST_BARS);
  const name = reference === undefined ? unit : `${unit}（${reference.label} ${formatBare(reference.value, unit)}）`;
  return {
    type: "bar",
    categories: shown.map((bar) => bar.name),
    series: [{name, values: shown.map(({value}) => value), color: LOOK.actual}],
    categoryAxis: {reverseOrder: true, font: {...FONT, size: 9}},
    valueAxis: {visible: false, gridlines: false, minimum: Math.min(0, ...shown.map(({value}) => value))},
    dataLabels: labelsOf(unit),
    gapWidth: 50,
    legend: reference === undefined ? false : {position: "bottom", font: {...FONT, size: 9}}
  };
}

function columnsOf({labels, series, unit, plannedFrom}: Columns): ChartRunOptions {
  return {
    type: "column",
    categories: labels.map((label, at) =>
      plannedFrom !== undefined && at >= plannedFrom ? `${label}（计划）` : label
    ),
    series: series.map(({name, values}, at): ChartSeries => {
      const color = at === 0 ? LOOK.actual : LOOK.further[(at - 1) % LOOK.further.length]!;
      const planned = values.map((_, place) =>
        plannedFrom !== undefined && place >= plannedFrom ? LOOK.further[2] : undefined
      );
      return {name, values, color, ...(plannedFrom !== undefined && at === 0 && {colors: planned})};
    }),
    categoryAxis: {font: {...FONT, size: 9}},
    valueAxis: axisOf(unit),
    ...(series.length === 1 && {dataLabels: labelsOf(unit)}),
    gapWidth: 60,
    legend: series.length === 1 ? false : {position: "bottom", font: {...FONT, size: 9}}
  };
}

function linesOf({labels, lines, target, unit}: LinesPicture): ChartRunOptions {
  const drawn = lines.map(({name, sign, values}): ChartSeries => {
    return {name, values, line: LINE_LOOK[sign], markers: sign === "actual" && {shape: "circle", size: 6}};
  });
  const line = {color: LOOK.plan, width: 1.25, dash: "dot"} as const;
  const aim: ChartSeries[] = target
    ? [{name: target.label, values: labels.map(() => target.value), line, markers: false}]
    : [];
  return {
    type: "line",
    categories: labels,
    series: [...drawn, ...aim],
    categoryAxis: {font: {...FONT, size: 9}},
    valueAxis: axisOf(unit),
    legend: {position: "bottom", font: {...FONT, size: 9}}
  };
}

function heatTable({columns, rows, cells, unit}: Extract<SlidePicture, {kind: "heat"}>) {
  const valueOf = (row: string, column: string) =>
    cells.find((cell) => cell.row === row && cell.column === column)?.value;
  return {
    columns: [
      {title: unit ? `（${unit}）` : "", share: 6},
      ...columns.map((title) => ({title, isNumber: true, share: 3}))
    ],
    rows: rows.map((row) => [row, ...columns.map((column) => formatBare(valueOf(row, column), unit))])
  };
}
