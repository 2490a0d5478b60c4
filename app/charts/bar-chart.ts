import {DIFFERENCE_COLOURS} from "#app/ui/notation.ts";
import {barStyle} from "./notation.ts";
import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {screenTheme, type ChartTheme} from "./theme.ts";

export interface Bar {
  name: string;
  value: number;
  /** More text for the tooltip, for example what the value was computed from. */
  detail?: string;
  isOwn?: boolean;
  /** Said beside the value, for example 8 / 30 人. */
  aside?: string;
  /** A difference that is more than chance, for better or worse; false is none. */
  differs?: "better" | "worse" | false;
}

export interface BarChartOptions {
  /** The room right of the longest bar for values and what is beside them, in pixels. */
  labelRoom?: number;
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
export function barChart(
  bars: Bar[],
  {showValue, reference, labelRoom = 64, theme = screenTheme}: BarChartOptions
): ChartOption {
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      axisPointer: {type: "shadow"},
      formatter: (entries: unknown) => tooltipOf(bars[(entries as {dataIndex: number}[])[0]?.dataIndex ?? 0], showValue)
    },
    grid: {left: 0, right: labelRoom, top: 24, bottom: 0, ...LABELS_INSIDE},
    xAxis: {type: "value", min: 0, max: farEnd(bars, reference), axisLabel: {show: false}, splitLine: {show: false}},
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
        data: bars.map(({value, isOwn, differs}) => ({
          value,
          itemStyle: {...barStyle("actual"), ...(isOwn && {borderColor: theme.target, borderWidth: 2})},
          label: {fontWeight: isOwn ? "bold" : "normal", ...labelColour(differs)}
        })),
        label: {
          show: true,
          position: "right",
          // Keeps the words readable where the line runs behind them.
          backgroundColor: "#fff",
          padding: [1, 3],
          color: theme.ink,
          fontSize: theme.fontSize,
          formatter: ({value, dataIndex}: {value: number; dataIndex: number}) =>
            [showValue(value), bars[dataIndex]?.aside, bars[dataIndex]?.isOwn && "◀"].filter(Boolean).join("　")
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

/** The end of the axis where the reference lies beyond all bars, or its line would not be drawn. */
function farEnd(bars: Bar[], reference: BarChartOptions["reference"]): number | undefined {
  return reference && bars.every(({value}) => value < reference.value) ? reference.value : undefined;
}

function labelColour(differs: Bar["differs"]): {color?: string} {
  if (differs === undefined) return {};
  return {color: DIFFERENCE_COLOURS[differs || "neither"]};
}

function tooltipOf(bar: Bar | undefined, showValue: ShowValue): string {
  return bar ? tooltipHtml(bar.name, [showValue(bar.value), ...(bar.detail ? [bar.detail] : [])]) : "";
}
