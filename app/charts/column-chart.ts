import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {gridLine, screenTheme, sized, strokeOf, type ChartTheme} from "./theme.ts";

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
      bottom: sized(theme, 2),
      ...LABELS_INSIDE
    },
    xAxis: {
      type: "category",
      data: labels,
      axisTick: {show: false},
      axisLine: {lineStyle: gridLine(theme)},
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize, margin: sized(theme, 8)}
    },
    yAxis: {type: "value", min: 0, axisLabel: {show: false}, splitLine: {show: false}},
    series: series.map(({name, values}, index) => ({
      type: "bar",
      name,
      stack: "all",
      barWidth: "62%",
      color: colourOf(index),
      ...(isStacked && {itemStyle: {decal: textureOf(index, theme)}}),
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

/** What the strokes of a texture are of the colour of the ground; as thick and as far apart, in pixels of a screen. */
const TEXTURES = [undefined, undefined, "lines", "dots", "columns", "wide lines", "wide dots"] as const;

/** In grey a colour is only light or dark, so all but the first two series of a stack have a texture of their own. */
function textureOf(index: number, theme: ChartTheme) {
  const texture = TEXTURES[index % TEXTURES.length];
  if (texture === undefined) return undefined;
  const [thin, gap] = [sized(theme, 1.5), sized(theme, texture.startsWith("wide") ? 7 : 4)];
  const decal = {color: theme.ground, backgroundColor: "transparent", rotation: 0, symbolSize: 1};
  if (texture === "columns") return {...decal, symbol: "rect", dashArrayX: [thin, gap], dashArrayY: [1, 0]};
  if (texture.endsWith("lines")) return {...decal, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [thin, gap]};
  return {...decal, symbol: "circle", dashArrayX: [[thin * 1.5, gap]], dashArrayY: [thin * 1.5, gap]};
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
