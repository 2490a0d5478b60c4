import {DIFFERENCE_COLOURS} from "#app/ui/notation.ts";
import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {screenTheme, type ChartTheme} from "./theme.ts";

export interface FunnelPoint {
  name: string;
  size: number;
  value: number;
  detail: string;
  /** Outside the outer limits, where it is named; inside all limits it is grey. */
  differs: "better" | "worse" | "slightly" | false;
  isNamed: boolean;
  isOwn?: boolean;
}

export interface FunnelCurve {
  size: number;
  lower: number;
  upper: number;
  farLower: number;
  farUpper: number;
}

export interface FunnelPlotOptions {
  curves: FunnelCurve[];
  rate: {value: number; label: string};
  sizeName: string;
  showValue: ShowValue;
  theme?: ChartTheme;
}

/** Rates against sizes, with the limits between which chance alone leads: the smaller, the wider. */
export function funnelPlot(points: FunnelPoint[], options: FunnelPlotOptions): ChartOption {
  const {curves, sizeName, showValue, theme = screenTheme} = options;
  const sizes = curves.map(({size}) => size);
  const middle = ((sizes[0] ?? 0) + (sizes.at(-1) ?? 0)) / 2;
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      trigger: "item",
      formatter: ({dataIndex}: {dataIndex: number}) => {
        const point = points[dataIndex];
        return point ? tooltipHtml(point.name, [showValue(point.value), point.detail]) : "";
      }
    },
    grid: {left: 8, right: 16, top: 16, bottom: 24, ...LABELS_INSIDE},
    xAxis: {
      type: "value",
      min: sizes[0] ?? 0,
      max: sizes.at(-1) ?? 1,
      name: sizeName,
      nameLocation: "middle",
      nameGap: 26,
      nameTextStyle: {color: theme.secondary, fontSize: theme.fontSize},
      splitLine: {show: false},
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize, showMinLabel: false, showMaxLabel: false},
      axisLine: {lineStyle: {color: theme.line}}
    },
    yAxis: {
      type: "value",
      ...spanOf(points, curves),
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize, formatter: showValue},
      splitLine: {lineStyle: {color: theme.line}}
    },
    series: [
      pointSeries(points, middle, theme, options),
      ...(["farLower", "farUpper"] as const).map((key) => limitCurve(curves, key, [], theme)),
      ...(["lower", "upper"] as const).map((key) => limitCurve(curves, key, [5, 4], theme))
    ]
  };
}

function pointSeries(points: FunnelPoint[], middle: number, theme: ChartTheme, {rate}: FunnelPlotOptions) {
  return {
    type: "line",
    lineStyle: {width: 0},
    symbol: "circle",
    z: 5,
    data: points.map((point) => ({
      value: [point.size, point.value],
      name: point.name,
      symbol: symbolOf(point),
      symbolSize: point.isOwn ? 13 : point.differs ? 9 : 7,
      itemStyle: {
        color: colourOf(point, theme),
        ...(point.isOwn && {borderColor: theme.target, borderWidth: 3})
      },
      label: {
        show: point.isNamed || point.isOwn === true,
        position: point.size > middle ? "left" : "right",
        formatter: point.name,
        color: theme.ink,
        fontSize: theme.fontSize - 1,
        fontWeight: point.isOwn ? "bold" : "normal"
      }
    })),
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: {color: theme.ink, type: "solid", width: theme.stroke * 0.5},
      label: {position: "insideEndTop", formatter: rate.label, color: theme.ink, fontSize: theme.fontSize},
      data: [{yAxis: rate.value}]
    }
  };
}

/** The shape says what the colour says. */
function symbolOf({differs}: FunnelPoint): string {
  if (differs === "better") return "triangle";
  if (differs === "worse") return "diamond";
  return differs === "slightly" ? "emptyCircle" : "circle";
}

function colourOf({differs}: FunnelPoint, theme: ChartTheme): string {
  if (differs === false) return theme.quiet;
  return differs === "slightly" ? theme.main : DIFFERENCE_COLOURS[differs];
}

function limitCurve(
  curves: FunnelCurve[],
  key: Exclude<keyof FunnelCurve, "size">,
  dashes: number[],
  theme: ChartTheme
) {
  return {
    type: "line",
    data: curves.map((curve) => [curve.size, curve[key]]),
    symbol: "none",
    silent: true,
    emphasis: {disabled: true},
    z: 2,
    lineStyle: {color: theme.secondary, width: theme.stroke * 0.5, type: dashes.length > 0 ? dashes : "solid"}
  };
}

/** The curves of the smallest units may leave the plot; no point does. */
function spanOf(points: FunnelPoint[], curves: FunnelCurve[]): {min: number; max: number} {
  const values = [...points.map(({value}) => value), ...curves.flatMap(({lower, upper}) => [lower, upper])];
  return {
    min: Math.max(0, Math.floor(Math.min(...values) / 10) * 10),
    max: Math.min(100, Math.ceil(Math.max(...values) / 10) * 10)
  };
}
