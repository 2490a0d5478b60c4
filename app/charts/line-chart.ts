import type {ChartSize} from "./chart-size.ts";
import {endLabelOffsets} from "./end-labels.ts";
import {hatch, lineStyle} from "./notation.ts";
import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {gridLine, screenTheme, sized, strokeOf, type ChartTheme} from "./theme.ts";

export interface LinePoint {
  /** A word on the axis, in order. */
  label: string;
  value: number | null;
  /** The value that is due by then, drawn as the outline of a plan. */
  pace?: number | null;
  /** The value of the same month a year before. */
  lastYear?: number | null;
  /** The value that is expected; on the last actual point it is that point's value. */
  outlook?: number | null;
  /** The value of the comparison, drawn as a grey line. */
  other?: number | null;
}

export interface LineChartOptions {
  showValue: ShowValue;
  /** Writes round numbers on the axis in a shorter form. */
  showTick?: ShowValue;
  name: string;
  otherName?: string;
  paceName?: string;
  lastYearName?: string;
  outlookName?: string;
  target?: {value: number; label: string};
  /** Thin lines between which the value usually varies. */
  limits?: {value: number; label: string}[];
  /** The room right of the last point, for the names at the lines' ends. */
  labelRoom?: number;
  /** Names every point on the axis; without it, those that fit. */
  showEveryLabel?: boolean;
  /** With the size of the drawing, names keep clear of one another and of the lines. */
  size?: ChartSize;
  theme?: ChartTheme;
}

/** A value month by month against its target and its pace. */
export function lineChart(points: LinePoint[], options: LineChartOptions): ChartOption {
  const {showValue, showTick = showValue, theme = screenTheme} = options;
  const {labelRoom = sized(theme, has(points, "outlook") ? 84 : 60)} = options;
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      formatter: (entries: unknown) => tooltipOf(entries, points, options)
    },
    grid: {
      left: sized(theme, 8),
      right: labelRoom,
      top: sized(theme, 28),
      bottom: sized(theme, 4),
      ...LABELS_INSIDE
    },
    xAxis: {
      type: "category",
      data: points.map(({label}) => label),
      boundaryGap: false,
      axisLine: {lineStyle: gridLine(theme)},
      axisTick: {show: false},
      axisLabel: {
        color: theme.secondary,
        fontSize: theme.fontSize,
        margin: sized(theme, 8),
        ...(options.showEveryLabel && {interval: 0})
      }
    },
    yAxis: {
      type: "value",
      ...scaleIn(points, options),
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize, margin: sized(theme, 8), formatter: showTick},
      splitLine: {lineStyle: gridLine(theme)}
    },
    series: seriesOf(points, options, theme)
  };
}

const valuesOf = ({value, pace, other, lastYear, outlook}: LinePoint) => [value, pace, other, lastYear, outlook];

type Compared = "pace" | "other" | "lastYear" | "outlook";

const has = (points: LinePoint[], key: Compared) => points.some((point) => typeof point[key] === "number");

/** Only what there is gets a line; the actual value is drawn last, in front of the others. */
function seriesOf(points: LinePoint[], options: LineChartOptions, theme: ChartTheme) {
  const {otherName = "", paceName = "", lastYearName = "", outlookName = ""} = options;
  return [
    ...(has(points, "outlook") ? [outlookLine(points, outlookName, options, theme)] : []),
    ...(has(points, "pace")
      ? [comparedLine(points, "pace", {name: paceName, style: lineStyle("plan", theme), options}, theme)]
      : []),
    ...(has(points, "lastYear")
      ? [comparedLine(points, "lastYear", {name: lastYearName, style: lineStyle("lastYear", theme), options}, theme)]
      : []),
    ...(has(points, "other")
      ? [
          comparedLine(
            points,
            "other",
            {name: otherName, style: {color: theme.secondary, width: strokeOf(theme, theme.stroke * 0.7)}, options},
            theme
          )
        ]
      : []),
    actualLine(points, options, theme)
  ];
}

// No line is clipped, for the scale holds them all; names of clip paths would clash between the drawings of a page.
function actualLine(points: LinePoint[], options: LineChartOptions, theme: ChartTheme) {
  const {name, showValue, target, limits = []} = options;
  const lines = [
    ...(target ? [targetLine(target, targetPlace(points, options, theme), theme)] : []),
    ...limits.map((limit) => limitLine(limit, theme))
  ];
  return {
    name,
    type: "line",
    clip: false,
    data: points.map(({value}) => value),
    symbol: "circle",
    symbolSize: sized(theme, 7),
    z: 5,
    lineStyle: lineStyle("actual", theme),
    itemStyle: {color: theme.main},
    endLabel: {
      ...endLabel(theme.main, theme),
      formatter: ({value}: {value: number}) => showValue(value),
      fontWeight: "bold",
      backgroundColor: theme.ground,
      padding: [sized(theme, 1), sized(theme, 2)],
      // Above the line that goes on to the right.
      ...(has(points, "outlook") && {offset: [sized(theme, -46), sized(theme, -16)]}),
      ...offsetOf("value", points, options, theme)
    },
    ...(lines.length > 0 && {markLine: {silent: true, symbol: "none", data: lines}})
  };
}

/**
 * Returns a scale from zero, or from below the smallest negative value, to a round number above all values, in about
 * four round steps.
 */
export function scaleOf(values: (number | null | undefined)[]): {min: number; max: number; interval: number} {
  const known = values.filter((value): value is number => typeof value === "number");
  const highest = Math.max(0, ...known);
  const lowest = Math.min(0, ...known);
  const rough = (highest - lowest || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return {
    min: Math.floor(lowest / interval) * interval,
    max: Math.ceil(highest / interval) * interval || interval,
    interval
  };
}

type Line = "value" | Compared;
const LINES: Line[] = ["value", "pace", "lastYear", "other", "outlook"];

const lastOf = (points: LinePoint[], key: Line) => points.findLastIndex((point) => typeof point[key] === "number");

/** Where the name of a line moves to, because of the lines that end beside it. */
function offsetOf(
  key: Line,
  points: LinePoint[],
  options: LineChartOptions,
  theme: ChartTheme
): {offset?: [number, number]} {
  if (options.size === undefined) return {};
  const end = lastOf(points, key);
  const lines = LINES.filter((line) => lastOf(points, line) === end);
  const {min, max} = scaleIn(points, options);
  const height = plotHeight(options.size, theme);
  const places = lines.map((line) => ((max - (points[end]?.[line] ?? 0)) / (max - min)) * height);
  return {offset: [0, endLabelOffsets(places, theme.fontSize * 1.35, height)[lines.indexOf(key)] ?? 0]};
}

const plotHeight = ({height}: ChartSize, theme: ChartTheme) => height - sized(theme, 28 + 4) - theme.fontSize * 2;

const TARGET_PLACES = ["insideStartTop", "insideEndTop", "insideStartBottom", "insideEndBottom"] as const;

/** The first place along the line of the target where its name covers no other line. */
function targetPlace(
  points: LinePoint[],
  options: LineChartOptions,
  theme: ChartTheme
): (typeof TARGET_PLACES)[number] {
  const {target, size, labelRoom = 0} = options;
  if (!target || !size) return "insideStartTop";
  const {min, max} = scaleIn(points, options);
  const width = size.width - labelRoom - theme.fontSize * 4;
  const share = Math.min(1, (target.label.length * theme.fontSize) / width) * (points.length - 1);
  const band = ((theme.fontSize * 1.8) / plotHeight(size, theme)) * (max - min);
  const isFree = (place: (typeof TARGET_PLACES)[number]) => {
    const from = place.includes("Start") ? 0 : points.length - 1 - share;
    const low = place.endsWith("Top") ? target.value - band * 0.1 : target.value - band;
    return !drawnBetween(points, from, from + share).some((value) => value > low && value < low + band * 1.1);
  };
  return TARGET_PLACES.find(isFree) ?? "insideStartTop";
}

/** The values of all lines along a stretch of the axis, also between points. */
function drawnBetween(points: LinePoint[], from: number, to: number): number[] {
  const steps = Array.from({length: 41}, (_, step) => from + ((to - from) * step) / 40);
  return steps.flatMap((at) => {
    const [before, after] = [points[Math.floor(at)], points[Math.ceil(at)]];
    return LINES.flatMap((line) => {
      const [a, b] = [before?.[line], after?.[line]];
      return typeof a === "number" && typeof b === "number" ? [a + (b - a) * (at - Math.floor(at))] : [];
    });
  });
}

function scaleIn(points: LinePoint[], {target, limits = []}: LineChartOptions) {
  return scaleOf([target?.value, ...limits.map(({value}) => value), ...points.flatMap(valuesOf)]);
}

const endLabel = (color: string, theme: ChartTheme) => ({
  show: true,
  color,
  distance: sized(theme, 8),
  fontSize: theme.fontSize,
  fontFamily: theme.font
});

function comparedLine(
  points: LinePoint[],
  key: Compared,
  {name, style, options}: {name: string; style: {color: string; width: number}; options: LineChartOptions},
  theme: ChartTheme
) {
  return {
    name,
    type: "line",
    clip: false,
    data: points.map((point) => point[key] ?? null),
    symbol: "none",
    silent: true,
    // Hover must not fade what the value is compared with.
    emphasis: {disabled: true},
    z: 3,
    lineStyle: style,
    itemStyle: {color: style.color},
    endLabel: {
      ...endLabel(theme.secondary, theme),
      formatter: name,
      // Below the outlook's own label.
      ...(key === "pace" && has(points, "outlook") && {offset: [0, sized(theme, 16)]}),
      ...offsetOf(key, points, options, theme)
    }
  };
}

function outlookLine(points: LinePoint[], name: string, {showValue}: LineChartOptions, theme: ChartTheme) {
  return {
    name,
    type: "line",
    clip: false,
    data: points.map(({outlook}) => outlook ?? null),
    symbol: "emptyCircle",
    symbolSize: sized(theme, 7),
    emphasis: {disabled: true},
    z: 2,
    lineStyle: lineStyle("outlook", theme),
    itemStyle: {color: theme.main},
    areaStyle: {color: hatch(theme.main, theme), opacity: 1},
    endLabel: {
      ...endLabel(theme.main, theme),
      formatter: ({value}: {value: number}) => `${name} ${showValue(value)}`
    }
  };
}

function targetLine({value, label}: {value: number; label: string}, position: string, theme: ChartTheme) {
  return {
    yAxis: value,
    lineStyle: {
      color: theme.target,
      type: [sized(theme, 6), sized(theme, 4)],
      width: strokeOf(theme, theme.stroke * 0.7)
    },
    // Keeps the words readable where a line of the grid runs behind them.
    label: {...markLabel(label, theme), position, color: theme.target, backgroundColor: theme.ground}
  };
}

function limitLine({value, label}: {value: number; label: string}, theme: ChartTheme) {
  return {
    yAxis: value,
    lineStyle: {color: theme.secondary, type: "solid", width: strokeOf(theme, theme.stroke * 0.4)},
    label: {...markLabel(label, theme), position: "insideMiddleTop", color: theme.secondary}
  };
}

const markLabel = (label: string, theme: ChartTheme) => ({
  formatter: label,
  distance: sized(theme, 5),
  fontSize: theme.fontSize,
  fontFamily: theme.font
});

function tooltipOf(
  entries: unknown,
  points: LinePoint[],
  {showValue, name, otherName, paceName, lastYearName, outlookName}: LineChartOptions
): string {
  const index = (entries as {dataIndex: number}[])[0]?.dataIndex ?? 0;
  const point = points[index];
  if (!point) return "";
  const lines: [string | undefined, number | null | undefined][] = [
    [name, point.value],
    [otherName, point.other],
    [lastYearName, point.lastYear],
    [paceName, point.pace],
    [outlookName, point.value === null ? point.outlook : null]
  ];
  return tooltipHtml(
    point.label,
    lines.flatMap(([word, value]) => (word && typeof value === "number" ? [`${word} ${showValue(value)}`] : []))
  );
}
