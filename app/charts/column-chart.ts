import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {screenTheme, type ChartTheme} from "./theme.ts";

export interface ColumnSeries {
  name: string;
  /** One value per label; null where there is none. */
  values: (number | null)[];
}

export interface ColumnChartOptions {
  showValue: ShowValue;
  /** Shows the sum above each column; many columns leave no room for the words of `showValue`. */
  showTotal?: ShowValue;
  /** Marks a label as still to come, so that its columns are outlined like a plan. */
  plannedFrom?: number;
  theme?: ChartTheme;
}

export const COLUMN_CHART_HEIGHT = 240;

/** Seven at most; neighbours differ in lightness, so that they stay apart without colour. */
const COLOURS = ["#12436d", "#28a197", "#f46a25", "#801650", "#a285d1", "#5c6370", "#c9a227"];

/** Columns from zero over equal steps of time, stacked where there are several series. */
export function columnChart(
  labels: string[],
  series: ColumnSeries[],
  {showValue, showTotal = showValue, plannedFrom = labels.length, theme = screenTheme}: ColumnChartOptions
): ChartOption {
  const totals = labels.map((_, at) => series.reduce((sum, {values}) => sum + (values[at] ?? 0), 0));
  const isStacked = series.length > 1;
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      axisPointer: {type: "shadow"},
      formatter: (entries: unknown) =>
        tooltipOf((entries as {dataIndex: number}[])[0]?.dataIndex ?? 0, {labels, series, totals, showValue})
    },
    ...(isStacked && {
      legend: {top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: {color: theme.ink, fontSize: theme.fontSize}}
    }),
    grid: {left: 0, right: 8, top: isStacked ? 48 : 24, bottom: 0, ...LABELS_INSIDE},
    xAxis: {
      type: "category",
      data: labels,
      axisTick: {show: false},
      axisLine: {lineStyle: {color: theme.line}},
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize}
    },
    yAxis: {type: "value", min: 0, axisLabel: {show: false}, splitLine: {show: false}},
    series: series.map(({name, values}, index) => ({
      type: "bar",
      name,
      stack: "all",
      barWidth: "62%",
      color: isStacked ? COLOURS[index % COLOURS.length] : theme.main,
      data: values.map((value, at) => ({
        // The sum stands at the last series, which needs a place for it even where it has nothing.
        value: isStacked && index === series.length - 1 ? (value ?? 0) : value,
        ...(at >= plannedFrom && {
          itemStyle: {
            color: "#fff",
            borderColor: isStacked ? COLOURS[index % COLOURS.length] : theme.main,
            borderWidth: 1.5
          }
        })
      })),
      ...(index === series.length - 1 && {
        label: {
          show: true,
          position: "top",
          color: theme.ink,
          fontSize: theme.fontSize,
          formatter: ({dataIndex}: {dataIndex: number}) => {
            const total = totals[dataIndex] ?? 0;
            return total === 0 ? "" : showTotal(total);
          }
        }
      })
    }))
  };
}

interface Columns {
  labels: string[];
  series: ColumnSeries[];
  totals: number[];
  showValue: ShowValue;
}

function tooltipOf(at: number, {labels, series, totals, showValue}: Columns): string {
  const lines = series
    .filter(({values}) => (values[at] ?? 0) !== 0)
    .map(({name, values}) => `${name} ${showValue(values[at] ?? 0)}`);
  return tooltipHtml(labels[at] ?? "", series.length > 1 ? [`合计 ${showValue(totals[at] ?? 0)}`, ...lines] : lines);
}
