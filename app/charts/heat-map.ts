import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {screenTheme, sized, type ChartTheme} from "./theme.ts";

export interface HeatCell {
  column: string;
  row: string;
  value: number;
}

export interface HeatMapOptions {
  columns: string[];
  rows: string[];
  showValue: ShowValue;
  /** Names every column; without it, those that fit. */
  showEveryColumn?: boolean;
  /** The value of the darkest cell, so that two drawings have one scale. */
  highest?: number;
  theme?: ChartTheme;
}

/** From this share of the darkest cell on, white is read better than black; both have a contrast of 4.5 there. */
const WHITE_FROM = 0.69;

export const heatMapHeight = (rows: string[]) => rows.length * 24 + 40;

/** A heat map in one hue, from light to dark, with the number in each cell. */
export function heatMap(
  cells: HeatCell[],
  {
    columns,
    rows,
    showValue,
    showEveryColumn = false,
    highest = Math.max(0, ...cells.map(({value}) => value)),
    theme = screenTheme
  }: HeatMapOptions
): ChartOption {
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      trigger: "item",
      formatter: ({data}: {data: [number, number, number]}) =>
        tooltipHtml(`${rows[data[1]] ?? ""} ${columns[data[0]] ?? ""}`, [showValue(data[2])])
    },
    grid: {left: 0, right: sized(theme, 8), top: sized(theme, 4), bottom: sized(theme, 4), ...LABELS_INSIDE},
    xAxis: {
      type: "category",
      position: "top",
      data: columns,
      axisTick: {show: false},
      axisLine: {show: false},
      axisLabel: {
        color: theme.secondary,
        fontSize: theme.fontSize,
        margin: sized(theme, 8),
        ...(showEveryColumn && {interval: 0})
      }
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows,
      axisTick: {show: false},
      axisLine: {show: false},
      axisLabel: {color: theme.ink, interval: 0, fontSize: theme.fontSize, margin: sized(theme, 8)}
    },
    visualMap: {show: false, min: 0, max: highest || 1, inRange: {color: theme.scale}},
    series: [
      {
        type: "heatmap",
        data: cells.map(({column, row, value}) => ({
          value: [columns.indexOf(column), rows.indexOf(row), value],
          label: {color: value > highest * WHITE_FROM ? theme.onScale.light : theme.onScale.dark}
        })),
        label: {
          show: true,
          fontSize: theme.smallSize,
          formatter: ({value}: {value: number[]}) => String(Math.round(value[2] ?? 0))
        },
        itemStyle: {borderColor: theme.ground, borderWidth: sized(theme, 1)}
      }
    ]
  };
}
