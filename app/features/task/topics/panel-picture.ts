import {barChart, barChartHeight} from "#app/charts/bar-chart.ts";
import {COLUMN_CHART_HEIGHT, columnChart} from "#app/charts/column-chart.ts";
import {heatMap, heatMapHeight} from "#app/charts/heat-map.ts";
import type {ChartOption} from "#app/charts/option.ts";
import {formatValue} from "#app/format.ts";
import type {Picture} from "./panel.ts";

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
      return {option: columnChart(labels, series, {showValue, plannedFrom}), height: COLUMN_CHART_HEIGHT};
    }
    case "heat": {
      const {cells, columns, rows} = picture;
      return {option: heatMap(cells, {columns, rows, showValue}), height: heatMapHeight(rows)};
    }
  }
}

/** More rows than this are too many for a phone at once. */
const ROWS_ON_PHONE = 12;
const ENDS = 3;

/** Returns the first and the last rows of a tall heat map; undefined if the picture is short enough. */
export function shortened(picture: Picture): Picture | undefined {
  if (picture.kind !== "heat" || picture.rows.length <= ROWS_ON_PHONE) return undefined;
  const rows = [...picture.rows.slice(0, ENDS), ...picture.rows.slice(-ENDS)];
  return {...picture, rows, cells: picture.cells.filter(({row}) => rows.includes(row))};
}
