import {baseOption, LABELS_INSIDE, tooltipHtml, type ChartOption, type ShowValue} from "./option.ts";
import {screenTheme, type ChartTheme} from "./theme.ts";

export interface LinePoint {
  /** A word on the axis, in order. */
  label: string;
  value: number | null;
  /** The value that is due by then, drawn as a light band from zero. */
  pace?: number | null;
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
  target?: {value: number; label: string};
  theme?: ChartTheme;
}

/** A value month by month against its target and its pace. */
export function lineChart(points: LinePoint[], options: LineChartOptions): ChartOption {
  const {showValue, showTick = showValue, name, otherName = "", paceName = "", target, theme = screenTheme} = options;
  const hasPace = points.some(({pace}) => typeof pace === "number");
  const hasOther = points.some(({other}) => typeof other === "number");
  return {
    ...baseOption(theme),
    tooltip: {
      ...(baseOption(theme).tooltip as object),
      formatter: (entries: unknown) => tooltipOf(entries, points, options)
    },
    grid: {left: 8, right: 56, top: 28, bottom: 4, ...LABELS_INSIDE},
    xAxis: {
      type: "category",
      data: points.map(({label}) => label),
      boundaryGap: false,
      axisLine: {lineStyle: {color: theme.line}},
      axisTick: {show: false},
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize}
    },
    yAxis: {
      type: "value",
      ...scaleOf([target?.value, ...points.flatMap(({value, pace, other}) => [value, pace, other])]),
      axisLabel: {color: theme.secondary, fontSize: theme.fontSize, formatter: showTick},
      splitLine: {lineStyle: {color: theme.line}}
    },
    series: [
      ...(hasPace ? [paceBand(points, paceName, theme)] : []),
      ...(hasOther
        ? [
            plainLine(
              points.map(({other}) => other ?? null),
              otherName,
              theme
            )
          ]
        : []),
      {
        name,
        type: "line",
        data: points.map(({value}) => value),
        symbol: "circle",
        symbolSize: 7,
        z: 5,
        lineStyle: {width: theme.stroke, color: theme.main},
        itemStyle: {color: theme.main},
        endLabel: {
          ...endLabel(theme.main, theme),
          formatter: ({value}: {value: number}) => showValue(value),
          fontWeight: "bold"
        },
        ...(target && {markLine: targetLine(target, theme)})
      }
    ]
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

const endLabel = (color: string, theme: ChartTheme) => ({
  show: true,
  color,
  fontSize: theme.fontSize,
  fontFamily: theme.font
});

function paceBand(points: LinePoint[], paceName: string, theme: ChartTheme) {
  return {
    name: paceName,
    type: "line",
    data: points.map(({pace}) => pace ?? null),
    symbol: "none",
    silent: true,
    // Hover must not fade the band.
    emphasis: {disabled: true},
    z: 1,
    lineStyle: {width: 0},
    areaStyle: {color: theme.band, opacity: 1},
    endLabel: {...endLabel(theme.secondary, theme), formatter: paceName}
  };
}

function plainLine(data: (number | null)[], name: string, theme: ChartTheme) {
  return {
    name,
    type: "line",
    data,
    symbol: "none",
    z: 3,
    lineStyle: {width: theme.stroke * 0.7, color: theme.secondary},
    itemStyle: {color: theme.secondary},
    endLabel: {...endLabel(theme.secondary, theme), formatter: name}
  };
}

function targetLine({value, label}: {value: number; label: string}, theme: ChartTheme) {
  return {
    silent: true,
    symbol: "none",
    lineStyle: {color: theme.target, type: [6, 4], width: theme.stroke * 0.7},
    label: {
      position: "insideStartTop",
      formatter: label,
      color: theme.target,
      fontSize: theme.fontSize,
      fontFamily: theme.font
    },
    data: [{yAxis: value}]
  };
}

function tooltipOf(
  entries: unknown,
  points: LinePoint[],
  {showValue, name, otherName, paceName}: LineChartOptions
): string {
  const index = (entries as {dataIndex: number}[])[0]?.dataIndex ?? 0;
  const point = points[index];
  if (!point) return "";
  const lines: [string | undefined, number | null | undefined][] = [
    [name, point.value],
    [otherName, point.other],
    [paceName, point.pace]
  ];
  return tooltipHtml(
    point.label,
    lines.flatMap(([word, value]) => (word && typeof value === "number" ? [`${word} ${showValue(value)}`] : []))
  );
}
