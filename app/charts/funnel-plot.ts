import {DIFFERENCE_COLOURS} from "#app/ui/notation.ts";
import {type Box, freePositions, type LabelPosition} from "./free-label.ts";
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
  const span = spanOf(points, curves);
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
    grid: {left: 8, right: RIGHT_MARGIN, top: 16, bottom: 24, ...LABELS_INSIDE},
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
      ...span,
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize, formatter: showValue},
      splitLine: {lineStyle: {color: theme.line}}
    },
    series: [
      pointSeries(points, positionsOf(points, sizes, {span, theme, rate: options.rate}), theme, options),
      ...(["farLower", "farUpper"] as const).map((key) => limitCurve(curves, key, {span, theme})),
      ...(["lower", "upper"] as const).map((key) => limitCurve(curves, key, {span, theme, dashes: [5, 4]}))
    ]
  };
}

/** The drawing as it is measured for its labels; a wider one has more room. */
const MEASURED = {width: 380, height: 280};
const RIGHT_MARGIN = 16;

function positionsOf(
  points: FunnelPoint[],
  sizes: number[],
  {
    span: {min, max},
    theme,
    rate
  }: {span: {min: number; max: number}; theme: ChartTheme; rate: FunnelPlotOptions["rate"]}
): Map<FunnelPoint, LabelPosition> {
  const [from, to] = [sizes[0] ?? 0, sizes.at(-1) ?? 1];
  const named = points.filter(({isNamed, isOwn}) => isNamed || isOwn);
  const heightOf = (value: number) => ((max - value) / (max - min || 1)) * MEASURED.height;
  const places = named.map(({size, value, name}) => ({
    x: ((size - from) / (to - from || 1)) * MEASURED.width,
    y: heightOf(value),
    text: name
  }));
  const positions = freePositions(places, MEASURED.width + RIGHT_MARGIN, theme.fontSize - 1, [
    rateBox(rate, heightOf, theme)
  ]);
  return new Map(named.map((point, index) => [point, positions[index] ?? "right"]));
}

/** Where the name of the line across stands: above its end. */
function rateBox(
  {value, label}: FunnelPlotOptions["rate"],
  heightOf: (value: number) => number,
  theme: ChartTheme
): Box {
  const [width, height] = [label.length * theme.fontSize, theme.fontSize * 2];
  return {left: MEASURED.width - width, top: heightOf(value) - height, width, height};
}

function pointSeries(
  points: FunnelPoint[],
  positions: Map<FunnelPoint, LabelPosition>,
  theme: ChartTheme,
  {rate}: FunnelPlotOptions
) {
  return {
    type: "line",
    clip: false,
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
        position: positions.get(point) ?? "right",
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

interface LimitLook {
  span: {min: number; max: number};
  theme: ChartTheme;
  dashes?: number[];
}

function limitCurve(
  curves: FunnelCurve[],
  key: Exclude<keyof FunnelCurve, "size">,
  {span, theme, dashes = []}: LimitLook
) {
  return {
    type: "line",
    clip: false,
    data: curves.map((curve) => [curve.size, curve[key] < span.min || curve[key] > span.max ? null : curve[key]]),
    symbol: "none",
    silent: true,
    emphasis: {disabled: true},
    z: 2,
    lineStyle: {color: theme.secondary, width: theme.stroke * 0.5, type: dashes.length > 0 ? dashes : "solid"}
  };
}

/** A span in tens that holds all points and the inner limits; the outer ones of the smallest sizes may leave it. */
function spanOf(points: FunnelPoint[], curves: FunnelCurve[]): {min: number; max: number} {
  const values = [...points.map(({value}) => value), ...curves.flatMap(({lower, upper}) => [lower, upper])];
  return {
    min: Math.max(0, Math.floor(Math.min(...values) / 10) * 10),
    max: Math.min(100, Math.ceil(Math.max(...values) / 10) * 10)
  };
}
