import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {screenTheme, sized, strokeOf, type ChartTheme} from "./theme.ts";

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
  /** The lines that the names of the series take. */
  legendLines?: number;
  theme?: ChartTheme;
}

export const COLUMN_CHART_HEIGHT = 240;

/** Columns from zero over equal steps of time, stacked where there are several series. */
export function columnChart(
  labels: string[],
  series: ColumnSeries[],
  {
    showValue,
    showTotal = showValue,
    plannedFrom = labels.length,
    legendLines = 1,
    theme = screenTheme
  }: ColumnChartOptions
): ChartOption {
  const totals = labels.map((_, at) => series.reduce((sum, {values}) => sum + (values[at] ?? 0), 0));
  const isStacked = series.length > 1;
  const colourOf = (index: number) => (isStacked ? theme.series[index % theme.series.length] : theme.main);
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      axisPointer: {type: "shadow"},
      formatter: (entries: unknown) =>
        tooltipOf((entries as {dataIndex: number}[])[0]?.dataIndex ?? 0, {labels, series, totals, showValue})
    },
    ...(isStacked && {
      legend: {
        top: 0,
        left: 0,
        itemWidth: sized(theme, 12),
        itemHeight: sized(theme, 12),
        itemGap: sized(theme, 8),
        padding: sized(theme, 5),
        itemStyle: {borderWidth: 0},
        textStyle: {color: theme.ink, fontSize: theme.fontSize}
      }
    }),
    grid: {
      left: 0,
      right: sized(theme, 8),
      top: sized(theme, isStacked ? 24 + 24 * legendLines : 24),
      bottom: 0,
      ...LABELS_INSIDE
    },
    xAxis: {
      type: "category",
      data: labels,
      axisTick: {show: false},
      axisLine: {lineStyle: {color: theme.line, width: sized(theme, 1)}},
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize, margin: sized(theme, 8)}
    },
    yAxis: {type: "value", min: 0, axisLabel: {show: false}, splitLine: {show: false}},
    series: series.map(({name, values}, index) => ({
      type: "bar",
      name,
      stack: "all",
      barWidth: "62%",
      color: colourOf(index),
      data: values.map((value, at) => ({
        // The sum stands at the last series, which needs a place for it even where it has nothing.
        value: isStacked && index === series.length - 1 ? (value ?? 0) : value,
        ...(at >= plannedFrom && {
          itemStyle: {
            color: theme.ground,
            borderColor: colourOf(index),
            borderWidth: strokeOf(theme, sized(theme, 1.5))
          }
        })
      })),
      ...(index === series.length - 1 && {
        label: {
          show: true,
          position: "top",
          distance: sized(theme, 5),
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
