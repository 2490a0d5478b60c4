import {barStyle} from "./notation.ts";
import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {gridLine, screenTheme, sized, strokeOf, type ChartTheme} from "./theme.ts";

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
  /** The room above the bars, where the line through them is named, in pixels. */
  headRoom?: number;
  showValue: ShowValue;
  /** Where the axis ends, so that two drawings have one scale. */
  highest?: number;
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
  {
    showValue,
    reference,
    highest,
    theme = screenTheme,
    labelRoom = sized(theme, 64),
    headRoom = sized(theme, 24)
  }: BarChartOptions
): ChartOption {
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      axisPointer: {type: "shadow"},
      formatter: (entries: unknown) => tooltipOf(bars[(entries as {dataIndex: number}[])[0]?.dataIndex ?? 0], showValue)
    },
    grid: {left: 0, right: labelRoom, top: headRoom, bottom: 0, ...LABELS_INSIDE},
    xAxis: {
      type: "value",
      min: 0,
      max: highest ?? farEnd(bars, reference),
      axisLabel: {show: false},
      splitLine: {show: false}
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: bars.map(({name}) => name),
      axisLine: {lineStyle: gridLine(theme)},
      axisTick: {show: false},
      axisLabel: {color: theme.ink, fontSize: theme.fontSize, margin: sized(theme, 8), interval: 0}
    },
    series: [
      {
        type: "bar",
        barWidth: "62%",
        data: bars.map(({value, isOwn, differs}) => ({
          value,
          itemStyle: {
            ...barStyle("actual", theme),
            ...(isOwn && {borderColor: theme.target, borderWidth: strokeOf(theme, sized(theme, 2))})
          },
          label: {fontWeight: isOwn ? "bold" : "normal", ...labelColour(differs, theme)}
        })),
        label: {
          show: true,
          position: "right",
          // Keeps the line that runs behind the words well away from them.
          backgroundColor: theme.ground,
          padding: [sized(theme, 3), sized(theme, 3)],
          distance: sized(theme, 5),
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
            lineStyle: {
              color: theme.ink,
              type: [sized(theme, 2), sized(theme, 3)],
              width: strokeOf(theme, theme.stroke * 0.6)
            },
            label: {
              position: "start",
              distance: sized(theme, 5),
              formatter: reference.label,
              color: theme.ink,
              fontSize: theme.fontSize
            },
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

function labelColour(differs: Bar["differs"], {differences}: ChartTheme): {color?: string} {
  if (differs === undefined) return {};
  return {color: differences[differs || "neither"]};
}

function tooltipOf(bar: Bar | undefined, showValue: ShowValue): string {
  return bar ? tooltipHtml(bar.name, [showValue(bar.value), ...(bar.detail ? [bar.detail] : [])]) : "";
}
