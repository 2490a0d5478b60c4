import {
  Chart,
  ChartDataLabel,
  ChartFont,
  ChartFormat,
  ChartLegendPosition,
  ChartLine,
  ChartLineDashType,
  ChartMarker,
  ChartMarkerType,
  ChartPatternFill,
  ChartPatternFillType,
  ChartPoint,
  ChartRange,
  ChartSeries,
  ChartSolidFill,
  ChartType,
  Color
} from "wasm-xlsxwriter";
import {FONT, INK} from "./formats.ts";
import {type Cells, numberOf, type SeriesSign, type SheetChart, type SheetSeries, type SheetTable} from "./sheet.ts";

/** Where a block's header stands, and how large its chart is in pixels. */
export interface ChartPlace {
  sheet: string;
  headerRow: number;
  width: number;
  height: number;
}

const TYPES = {bars: ChartType.Bar, columns: ChartType.ColumnStacked, lines: ChartType.Line};
/** From dark to light, so that they differ in greyscale. */
const FILLS = [0x12407f, 0x5288cb, 0x94b5e0, 0xc9d9f0, 0x5c6370, 0xdfe2e6];
const LINES: Record<SeriesSign, {color: number; width: number; dash: ChartLineDashType}> = {
  actual: {color: INK, width: 2.5, dash: ChartLineDashType.Solid},
  plan: {color: 0x5c6370, width: 1.5, dash: ChartLineDashType.Dash},
  lastYear: {color: 0xa9afb8, width: 1.5, dash: ChartLineDashType.Solid},
  target: {color: 0x9a5b00, width: 1.5, dash: ChartLineDashType.RoundDot}
};

/** Makes a chart whose series refer to the cells of its table. */
export function nativeChart(chart: SheetChart, table: SheetTable, place: ChartPlace): Chart {
  const made = new Chart(TYPES[chart.kind]);
  for (const [at, series] of chart.series.entries()) made.pushSeries(seriesOf(chart, series, {at, table, place}));
  made.title().setName(inert(chart.title)).setFont(font(10).setBold());
  made.xAxis().setFont(font(9));
  made.yAxis().setFont(font(9)).setNumFormat(axisFormat(chart.unit));
  if (chart.kind !== "lines" && !hasNegative(chart, table)) made.yAxis().setMin(0);
  const legend = made.legend();
  if (chart.series.length > 1) legend.setPosition(ChartLegendPosition.Bottom).setFont(font(9));
  else legend.setHidden();
  made.setAltText(chart.title);
  made.setWidth(place.width).setHeight(place.height);
  return made;
}

interface SeriesPlace {
  at: number;
  table: SheetTable;
  place: ChartPlace;
}

function seriesOf(chart: SheetChart, {name, sign, values}: SheetSeries, {at, table, place}: SeriesPlace): ChartSeries {
  const series = new ChartSeries()
    .setName(inert(name))
    .setCategories(rangeOf(chart.labels, place))
    .setValues(rangeOf(values, place));
  if (chart.kind === "lines") return series.setFormat(lineFormat(sign)).setMarker(markerOf(sign));
  const filled = series.setFormat(fillFormat(at)).setPoints(chartPoints(chart, values, at));
  if (chart.series.length > 1) return filled;
  return filled.setDataLabel(new ChartDataLabel().showValue().setFont(font(9)).setNumFormat(labelFormat(chart, table)));
}

function rangeOf({from, to}: Cells, {sheet, headerRow}: ChartPlace): ChartRange {
  const first = headerRow + 1;
  return ChartRange.newFromRange(sheet, first + from.row, from.column, first + to.row, to.column);
}

/** What is planned is hatched. */
function chartPoints({plannedFrom}: SheetChart, {from, to}: Cells, at: number): ChartPoint[] {
  if (plannedFrom === undefined) return [];
  const count = to.row - from.row + 1;
  return Array.from({length: count}, (_, row) =>
    new ChartPoint().setFormat(row < plannedFrom ? fillFormat(at) : hatchFormat(at))
  );
}

function hatchFormat(at: number): ChartFormat {
  const pattern = new ChartPatternFill()
    .setPattern(ChartPatternFillType.DiagonalStripesWideUpwards)
    .setForegroundColor(Color.rgb(fillOf(at)))
    .setBackgroundColor(Color.white());
  return new ChartFormat().setPatternFill(pattern).setBorder(lineOf(fillOf(at), 0.75));
}

function fillFormat(at: number): ChartFormat {
  const fill = new ChartSolidFill().setColor(Color.rgb(fillOf(at)));
  return new ChartFormat().setSolidFill(fill).setBorder(lineOf(INK, 0.5));
}

const fillOf = (at: number) => FILLS[at % FILLS.length] ?? INK;
const lineOf = (color: number, width: number) => new ChartLine().setColor(Color.rgb(color)).setWidth(width);

function lineFormat(sign: SeriesSign): ChartFormat {
  const {color, width, dash} = LINES[sign];
  return new ChartFormat().setLine(lineOf(color, width).setDashType(dash));
}

/** A single month is a point, which no line shows. */
function markerOf(sign: SeriesSign): ChartMarker {
  if (sign !== "actual") return new ChartMarker().setNone();
  const fill = new ChartFormat().setSolidFill(new ChartSolidFill().setColor(Color.rgb(INK)));
  return new ChartMarker().setType(ChartMarkerType.Circle).setSize(6).setFormat(fill);
}

const font = (size: number) => new ChartFont().setName(FONT).setSize(size).setColor(Color.rgb(INK));

const axisFormat = (unit: string) => (unit === "%" ? '0" %"' : "#,##0");

function labelFormat({unit, series}: SheetChart, table: SheetTable): string {
  if (unit === "%") return '0.0" %"';
  return numbersOf(series, table).every(Number.isInteger) ? "#,##0" : "#,##0.0";
}

function hasNegative({series}: SheetChart, table: SheetTable): boolean {
  return numbersOf(series, table).some((value) => value < 0);
}

function numbersOf(series: SheetSeries[], {rows}: SheetTable): number[] {
  return series.flatMap(({values: {from, to}}) =>
    rows.slice(from.row, to.row + 1).flatMap((row) => numberOf(row[from.column] ?? null) ?? [])
  );
}

/** The library takes a text that begins with = for the address of a cell. */
const inert = (text: string) => text.replace(/^=/, "＝");
