import {barChart, barChartHeight} from "#app/charts/bar-chart.ts";
import {COLUMN_CHART_HEIGHT, columnChart} from "#app/charts/column-chart.ts";
import {heatMap, heatMapHeight} from "#app/charts/heat-map.ts";
import type {ChartOption} from "#app/charts/option.ts";
import {formatBare, formatValue} from "#app/format.ts";
import type {Picture} from "./panel.ts";

/** More columns than this have their sums without the unit, which the subtitle or the table says. */
const COLUMNS_WITH_UNIT = 6;

/** Returns what draws a picture, and its height in pixels. */
export function chartOf(picture: Picture): {option: ChartOption; height: number} {
  const showValue = (value: number) => formatValue(value, picture.unit);
  switch (picture.kind) {
    case "bars": {
      const {bars, reference} = picture;
      return {option: barChart(bars, {showValue, reference}), height: barChartHeight(bars)};
    }
    case "columns": {
      const {labels, series, plannedFrom} = picture;
      const showTotal =
        labels.length > COLUMNS_WITH_UNIT ? (value: number) => formatBare(value, picture.unit) : showValue;
      return {option: columnChart(labels, series, {showValue, showTotal, plannedFrom}), height: COLUMN_CHART_HEIGHT};
    }
    case "heat": {
      const {cells, columns, rows} = picture;
      return {option: heatMap(cells, {columns, rows, showValue}), height: heatMapHeight(rows)};
    }
  }
}

/** More rows than this are too many for a phone at once, and stand beside several panels on a desk. */
const ROWS_AT_ONCE = 12;
const ENDS = 3;

export function isTall(picture: Picture | undefined): boolean {
  return picture?.kind === "heat" && picture.rows.length > ROWS_AT_ONCE;
}

/** Returns the first and the last rows of a tall heat map; undefined if the picture is short enough. */
export function shortened(picture: Picture): Picture | undefined {
  if (picture.kind !== "heat" || !isTall(picture)) return undefined;
  const rows = [...picture.rows.slice(0, ENDS), ...picture.rows.slice(-ENDS)];
  return {...picture, rows, cells: picture.cells.filter(({row}) => rows.includes(row))};
}
