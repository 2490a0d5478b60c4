import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {screenTheme, type ChartTheme} from "./theme.ts";

export interface Bar {
  name: string;
  value: number;
  /** More text for the tooltip, for example what the value was computed from. */
  detail?: string;
  isOwn?: boolean;
}

export interface BarChartOptions {
  showValue: ShowValue;
  /** A line through all bars. */
  reference?: {value: number; label: string};
  theme?: ChartTheme;
}

const BAR_STEP = 24;

/** The height in pixels that the bars and the label of the reference line need. */
export function barChartHeight(bars: Bar[]): number {
  return bars.length * BAR_STEP + 32;
}

/** Bars from zero, in the order given, the first on top. */
export function barChart(bars: Bar[], {showValue, reference, theme = screenTheme}: BarChartOptions): ChartOption {
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      axisPointer: {type: "shadow"},
      formatter: (entries: unknown) => tooltipOf(bars[(entries as {dataIndex: number}[])[0]?.dataIndex ?? 0], showValue)
    },
    grid: {left: 0, right: 64, top: 24, bottom: 0, ...LABELS_INSIDE},
    xAxis: {type: "value", min: 0, axisLabel: {show: false}, splitLine: {show: false}},
    yAxis: {
      type: "category",
      inverse: true,
      data: bars.map(({name}) => name),
      axisLine: {lineStyle: {color: theme.line}},
      axisTick: {show: false},
      axisLabel: {color: theme.ink, fontSize: theme.fontSize, interval: 0}
    },
    series: [
      {
        type: "bar",
        barWidth: "62%",
        data: bars.map(({value, isOwn}) => ({
          value,
          itemStyle: {color: isOwn ? theme.main : theme.quiet},
          label: {fontWeight: isOwn ? "bold" : "normal"}
        })),
        label: {
          show: true,
          position: "right",
          // Keeps the words readable where the line runs behind them.
          backgroundColor: "#fff",
          padding: [1, 3],
          color: theme.ink,
          fontSize: theme.fontSize,
          formatter: ({value}: {value: number}) => showValue(value)
        },
        ...(reference && {
          markLine: {
            silent: true,
            symbol: "none",
            z: 1,
            lineStyle: {color: theme.ink, type: [2, 3], width: theme.stroke * 0.6},
            label: {position: "start", formatter: reference.label, color: theme.ink, fontSize: theme.fontSize},
            data: [{xAxis: reference.value}]
          }
        })
      }
    ]
  };
}

function tooltipOf(bar: Bar | undefined, showValue: ShowValue): string {
  return bar ? tooltipHtml(bar.name, [showValue(bar.value), ...(bar.detail ? [bar.detail] : [])]) : "";
}
