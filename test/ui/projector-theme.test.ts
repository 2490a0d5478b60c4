import {expect, test} from "vitest";
import {barChart} from "#app/charts/bar-chart.ts";
import {colourDeclarations, namedColours} from "#app/charts/colour-variables.ts";
import {columnChart} from "#app/charts/column-chart.ts";
import {drawSvg} from "#app/charts/draw.ts";
import {endLabelOffsets} from "#app/charts/end-labels.ts";
import {heatMap} from "#app/charts/heat-map.ts";
import {lineChart} from "#app/charts/line-chart.ts";
import {barStyle} from "#app/charts/notation.ts";
import type {ChartOption} from "#app/charts/option.ts";
import {DARK_COLOURS, LIT_COLOURS, projectorTheme, type ChartColours, type ChartTheme} from "#app/charts/theme.ts";
import {LEAST_TEXT} from "#app/features/deck/layout/slide-frame.ts";

const months = ["1月", "2月", "3月"];
const showValue = (value: number) => `${value} 人`;
const SIZE = {width: 1200, height: 500};

const LOOKS = [
  ["a lit room", LIT_COLOURS],
  ["a dark hall", DARK_COLOURS]
] as const;

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminanceOf(a), luminanceOf(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 1.4.11, for what is no text. */
const LEAST = 3;

const textColours = ({ink, secondary, target, signs, differences}: ChartColours) => [
  ...[ink, secondary, target, signs.actual],
  ...Object.values(differences)
];

test.each(LOOKS)("in %s neighbours of a stack differ by lightness, in greyscale too, and stand out", (_, colours) => {
  const {series, ground} = colours;
  for (const [at, colour] of series.entries()) {
    expect(contrastOf(colour, ground)).toBeGreaterThanOrEqual(LEAST);
    const next = series[at + 1];
    if (next) expect(contrastOf(colour, next)).toBeGreaterThanOrEqual(LEAST);
  }
});

test.each(LOOKS)("in %s every two series of a stack differ in grey, by lightness or by texture", (_, colours) => {
  const {series} = colours;
  const theme = projectorTheme({fontSize: LEAST_TEXT, colours});
  const stack = series.map((_, at) => ({name: `${at}`, values: [1]}));
  const {series: drawn} = columnChart(["1月"], stack, {showValue, theme}) as {series: {itemStyle: {decal?: object}}[]};
  const textures = drawn.map(({itemStyle}) => JSON.stringify(itemStyle.decal ?? null));
  series.forEach((a, at) =>
    series.slice(at + 1).forEach((b, after) => {
      const isApart = contrastOf(a, b) >= LEAST || textures[at] !== textures[at + 1 + after];
      expect(isApart, `${a}, ${b}`).toBe(true);
    })
  );
  const patterns = drawSvg(columnChart(["1月"], stack, {showValue, theme}), SIZE).match(/<pattern/g);
  expect(patterns).toHaveLength(5);
});

test("the number in a cell of a heat map is read on its colour, however dark", () => {
  const theme = projectorTheme({fontSize: LEAST_TEXT});
  const values = Array.from({length: 101}, (_, at) => at);
  const cells = values.map((value) => ({column: `${value}`, row: "甲", value}));
  const option = heatMap(cells, {columns: cells.map(({column}) => column), rows: ["甲"], showValue, theme});
  const [{data}] = (option as unknown as {series: [{data: {label: {color: string}}[]}]}).series;
  for (const value of values) {
    const {color} = data[value]!.label;
    expect(contrastOf(scaleAt(theme.scale, value / 100), whole(color)), `${value}`).toBeGreaterThanOrEqual(4.5);
  }
});

/** The colour at a share of a scale, as ECharts mixes it. */
function scaleAt(scale: string[], share: number): string {
  const at = Math.min(scale.length - 2, Math.floor(share * (scale.length - 1)));
  const rest = share * (scale.length - 1) - at;
  const partsOf = (colour = "") => [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
  const [low, high] = [partsOf(scale[at]), partsOf(scale[at + 1])];
  return `#${low.map((part, index) => hex(part + (high[index]! - part) * rest)).join("")}`;
}

const hex = (part: number) => Math.round(part).toString(16).padStart(2, "0");
const whole = (colour: string) => (colour.length === 4 ? colour.replaceAll(/[0-9a-f]/g, "$&$&") : colour);

test.each(LOOKS)("in %s words are read on their ground", (_, colours) => {
  for (const colour of textColours(colours)) expect(contrastOf(colour, colours.ground)).toBeGreaterThanOrEqual(4.5);
});

const trend = (theme: ChartTheme): ChartOption =>
  lineChart(
    months.map((label, at) => ({label, value: at + 2, pace: at + 1, lastYear: at * 2})),
    {name: "实际", paceName: "序时", lastYearName: "去年", showValue, target: {value: 5, label: "目标 5 人"}, theme}
  );

test.each(LOOKS)("in %s the lines of a trend differ by lightness or by width, never by hue alone", (_, colours) => {
  const svg = drawSvg(trend(projectorTheme({fontSize: LEAST_TEXT, colours})), {width: 1200, height: 500});
  const lines = [...svg.matchAll(/<path[^>]*fill="none"[^>]*stroke-linejoin="bevel"[^>]*>/g)].map(([line]) => ({
    colour: /stroke="(#[^"]+)"/.exec(line)?.[1] ?? "#000000",
    width: Number(/stroke-width="([^"]+)"/.exec(line)?.[1])
  }));
  expect(lines).toHaveLength(3);
  lines.forEach((a, at) =>
    lines.slice(at + 1).forEach((b) => {
      const isApart =
        contrastOf(a.colour, b.colour) >= 2 || Math.max(a.width, b.width) / Math.min(a.width, b.width) >= 1.7;
      expect(isApart, `${a.colour} ${a.width}, ${b.colour} ${b.width}`).toBe(true);
    })
  );
});

test.each(LOOKS)("in %s actual is filled and plan is an outline", (_, colours) => {
  const theme = projectorTheme({fontSize: LEAST_TEXT, colours});
  expect(barStyle("actual", theme)).toEqual({color: colours.signs.actual});
  expect(barStyle("plan", theme)).toMatchObject({color: "transparent", borderColor: colours.signs.plan});
  expect(contrastOf(colours.signs.actual, colours.signs.lastYear)).toBeGreaterThanOrEqual(2.5);
});

const charts = (theme: ChartTheme): ChartOption[] => [
  trend(theme),
  barChart(
    [
      {name: "甲", value: 3, isOwn: true},
      {name: "乙", value: 2, differs: "worse"}
    ],
    {
      showValue,
      reference: {value: 2.5, label: "全校"},
      theme
    }
  ),
  columnChart(
    months,
    [
      {name: "甲", values: [1, 2, 3]},
      {name: "乙", values: [3, 2, 1]}
    ],
    {
      showValue,
      plannedFrom: 2,
      theme
    }
  ),
  heatMap(
    months.map((column, at) => ({column, row: "甲", value: at})),
    {columns: months, rows: ["甲"], showValue, theme}
  )
];

test("on a wall no text of a chart is smaller than the theme's size and no stroke is thinner than 3 of 768", () => {
  for (const fontSize of [LEAST_TEXT, 44])
    for (const option of charts(projectorTheme({fontSize}))) {
      const svg = drawSvg(option, SIZE);
      const sizes = [...svg.matchAll(/font-size:([\d.]+)px/g)].map(([, size]) => Number(size));
      expect(sizes.length).toBeGreaterThan(0);
      expect(Math.min(...sizes)).toBe(fontSize);
      // White parts what stands side by side, and a stroke of no width is not drawn.
      const strokes = [...svg.matchAll(/<path[^>]*stroke="(?!#ffffff)[^"]*"[^>]*>/g)]
        .map(([path]) => Number(/stroke-width="([\d.]+)"/.exec(path)?.[1] ?? 1))
        .filter((width) => width > 0);
      for (const width of strokes) expect(width).toBeGreaterThanOrEqual((3 / 768) * 1000);
    }
});

test("with named colours a drawing has none of its own but those of the heat map's scale", () => {
  const theme = projectorTheme({fontSize: LEAST_TEXT, colours: namedColours(LIT_COLOURS)});
  for (const option of charts(theme).slice(0, 3)) {
    const svg = drawSvg(option, SIZE).replaceAll(/<style.*?<\/style>/gs, "");
    const own = [...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]{3,6})"/g)].map(([, colour]) => colour);
    // Clip paths are black, and a legend's frame is named but not drawn.
    expect(own.filter((colour) => colour !== "#000" && colour !== "#b7b9be")).toEqual([]);
  }
  const named = [...drawSvg(trend(theme), SIZE).matchAll(/var\((--chart-[\w-]+)\)/g)].map(([, name]) => name);
  for (const colours of [LIT_COLOURS, DARK_COLOURS]) {
    const declared = [...colourDeclarations(colours).matchAll(/(--chart-[\w-]+):/g)].map(([, name]) => name);
    expect(declared).toEqual(expect.arrayContaining(named));
  }
});

test("names at the ends of lines stand apart, in the order of their lines, inside the drawing", () => {
  const placed = (places: number[], height = 100) =>
    endLabelOffsets(places, 20, height).map((offset, at) => (places[at] ?? 0) + offset);
  expect(placed([10, 12, 60])).toEqual([10, 30, 60]);
  expect(placed([12, 10])).toEqual([30, 10]);
  expect(placed([95, 99])).toEqual([80, 100]);
  expect(placed([50])).toEqual([50]);
});

test("the name of a target stands where no line runs", () => {
  const placeOf = (values: number[]) => {
    const option = lineChart(
      values.map((value, at) => ({label: `${at + 1}月`, value})),
      {
        name: "实际",
        showValue,
        target: {value: 60, label: "目标"},
        size: SIZE,
        labelRoom: 60,
        theme: projectorTheme({fontSize: LEAST_TEXT})
      }
    ) as {series: {markLine?: {data: {label: {position: string}}[]}}[]};
    return option.series.at(-1)?.markLine?.data[0]?.label.position;
  };
  expect(placeOf([10, 20, 30, 40, 50, 50])).toBe("insideStartTop");
  expect(placeOf([63, 63, 30, 20, 10, 10])).toBe("insideEndTop");
});
