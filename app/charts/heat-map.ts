import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {screenTheme, type ChartTheme} from "./theme.ts";

export interface HeatCell {
  column: string;
  row: string;
  value: number;
}

export interface HeatMapOptions {
  columns: string[];
  rows: string[];
  showValue: ShowValue;
  theme?: ChartTheme;
}

export const heatMapHeight = (rows: string[]) => rows.length * 24 + 40;

/** A heat map in one hue, from light to dark, with the number in each cell. */
export function heatMap(
  cells: HeatCell[],
  {columns, rows, showValue, theme = screenTheme}: HeatMapOptions
): ChartOption {
  const highest = Math.max(0, ...cells.map(({value}) => value));
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      trigger: "item",
      formatter: ({data}: {data: [number, number, number]}) =>
        tooltipHtml(`${rows[data[1]] ?? ""} ${columns[data[0]] ?? ""}`, [showValue(data[2])])
    },
    grid: {left: 0, right: 8, top: 4, bottom: 4, ...LABELS_INSIDE},
    xAxis: {
      type: "category",
      position: "top",
      data: columns,
      axisTick: {show: false},
      axisLine: {show: false},
      axisLabel: {color: theme.secondary}
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows,
      axisTick: {show: false},
      axisLine: {show: false},
      axisLabel: {color: theme.ink, interval: 0, fontSize: theme.fontSize}
    },
    visualMap: {show: false, min: 0, max: highest || 1, inRange: {color: theme.scale}},
    series: [
      {
        type: "heatmap",
        data: cells.map(({column, row, value}) => ({
          value: [columns.indexOf(column), rows.indexOf(row), value],
          label: {color: value > highest * 0.6 ? "#fff" : theme.ink}
        })),
        label: {
          show: true,
          fontSize: theme.fontSize - 1,
          formatter: ({value}: {value: number[]}) => String(Math.round(value[2] ?? 0))
        },
        itemStyle: {borderColor: "#fff", borderWidth: 1}
      }
    ]
  };
}
