import {barChart} from "#app/charts/bar-chart.ts";
import {columnChart} from "#app/charts/column-chart.ts";
import {drawSvg} from "#app/charts/draw.ts";
import {heatMap} from "#app/charts/heat-map.ts";
import {lineChart} from "#app/charts/line-chart.ts";
import {type ChartOption, LABELS_INSIDE} from "#app/charts/option.ts";
import {pageSvg} from "#app/charts/page-svg.ts";
import {screenTheme, type ChartTheme} from "#app/charts/theme.ts";
import {formatBare, formatRound, formatValue} from "#app/format.ts";
import type {LinesPicture, SlidePicture} from "#app/features/deck/slide.ts";

/** Sizes are in CSS pixels of the printed page: 10.5 px are 8 pt. */
const paperTheme: ChartTheme = {...screenTheme, fontSize: 10.5, stroke: 1.8};

const PLAIN_BARS_GRID = {left: 0, right: 64, top: 4, bottom: 0, ...LABELS_INSIDE};
const BAR_STEP = 16;
const FEW_BAR_STEP = 19;
const MANY_BARS = 12;
const HEAT_STEP = 17;
const COLUMNS_HEIGHT = 175;
const LINES_HEIGHT = 190;
/** A column narrower than this has no room for the unit beside its sum. */
const UNIT_ROOM = 80;

/**
 * Returns a picture as SVG for paper. `id` makes the names inside unique in a document: ECharts counts its drawings, so
 * equal pictures would differ otherwise.
 */
export function paperChart(picture: SlidePicture, id: string, width: number, leastHeight = 0): string {
  const drawn = optionOf(picture, width);
  // Columns may grow to the height of the table beside them; bars keep their thickness.
  const height = picture.kind === "columns" ? Math.max(drawn.height, Math.round(leastHeight)) : drawn.height;
  const drawing = drawSvg(drawn.option, {width, height}).replaceAll(/\bzr\d+-/g, `${id}-`);
  return pageSvg(drawing);
}

function optionOf(picture: SlidePicture, width: number): {option: ChartOption; height: number} {
  const showValue = (value: number) => formatValue(value, picture.unit);
  const theme = paperTheme;
  switch (picture.kind) {
    case "bars": {
      const {bars, reference} = picture;
      const step = bars.length > MANY_BARS ? BAR_STEP : FEW_BAR_STEP;
      const option = barChart(bars, {showValue, theme, ...(reference && {reference})});
      const height = bars.length * step + 8;
      // Only the label of a reference needs the room above the bars.
      return reference ? {option, height: height + 24} : {option: {...option, grid: PLAIN_BARS_GRID}, height};
    }
    case "columns": {
      const {labels, series, plannedFrom} = picture;
      const hasRoom = width / labels.length > UNIT_ROOM;
      const showTotal = hasRoom ? showValue : (value: number) => formatBare(value, picture.unit);
      return {
        option: columnChart(labels, series, {
          showValue,
          showTotal,
          theme,
          ...(plannedFrom !== undefined && {plannedFrom})
        }),
        height: COLUMNS_HEIGHT
      };
    }
    case "heat": {
      const {cells, columns, rows} = picture;
      return {option: heatMap(cells, {columns, rows, showValue, theme}), height: rows.length * HEAT_STEP + 40};
    }
    case "lines":
      return {option: linesOption(picture), height: LINES_HEIGHT};
  }
}

function linesOption({unit, labels, lines, target}: LinesPicture): ChartOption {
  const valueAt = (sign: LinesPicture["lines"][number]["sign"], at: number) =>
    lines.find((line) => line.sign === sign)?.values[at] ?? null;
  const points = labels.map((label, at) => ({
    label,
    value: valueAt("actual", at),
    pace: valueAt("plan", at),
    lastYear: valueAt("lastYear", at)
  }));
  const nameOf = (sign: string) => lines.find((line) => line.sign === sign)?.name ?? "";
  return lineChart(points, {
    showValue: (value) => formatValue(value, unit),
    showTick: (value) => formatRound(value, unit),
    name: nameOf("actual"),
    paceName: nameOf("plan"),
    lastYearName: nameOf("lastYear"),
    theme: paperTheme,
    ...(target && {target})
  });
}
