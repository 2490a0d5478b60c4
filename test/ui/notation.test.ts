import {createElement} from "react";
import {renderToStaticMarkup} from "react-dom/server";
import {expect, test} from "vitest";
import {drawSvg} from "#app/charts/draw.ts";
import {lineChart} from "#app/charts/line-chart.ts";
import {barStyle} from "#app/charts/notation.ts";
import {NOTATION, type Sign} from "#app/ui/notation.ts";
import {differenceText, isBetterBy} from "#app/ui/difference.tsx";
import {ProgressBar} from "#app/ui/progress-bar.tsx";
import {SignBox} from "#app/ui/sign-box.tsx";

const SIGNS: Sign[] = ["actual", "plan", "outlook", "lastYear"];

interface Box {
  fill: string;
  stroke: string;
}

/** Neighbours that differ less are hard to tell apart: WCAG 1.4.11. */
const LEAST_CONTRAST = 3;

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

const attributeOf = (element: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(element)?.[1] ?? "none";

/** What the eye sees without colours: an even tone, an empty frame, or a pattern of strokes. */
function kindOf(svg: string, {fill, stroke}: Box): "even" | "frame" | "hatched" {
  if (fill === "none" || fill === "transparent") {
    expect(contrastOf(stroke, "#ffffff")).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    return "frame";
  }
  const pattern = /^url\(#([^)]+)\)$/.exec(fill)?.[1];
  if (pattern === undefined) return "even";
  const tile = new RegExp(`<pattern[^>]*id="${pattern}"[^>]*>(.*?)</pattern>`, "s").exec(svg)?.[1] ?? "";
  expect(contrastOf(attributeOf(tile, "stroke"), "#ffffff")).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  return "hatched";
}

function expectApart(svg: string, boxes: Box[]): void {
  expect(boxes).toHaveLength(SIGNS.length);
  boxes.forEach((a, index) =>
    boxes.slice(index + 1).forEach((b) => {
      const kinds = [kindOf(svg, a), kindOf(svg, b)];
      if (kinds[0] === "even" && kinds[1] === "even")
        expect(contrastOf(a.fill, b.fill)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      else expect(kinds[0]).not.toBe(kinds[1]);
    })
  );
}

const boxesIn = (svg: string, pattern: RegExp): Box[] =>
  [...svg.matchAll(pattern)].map(([element]) => ({
    fill: attributeOf(element, "fill"),
    stroke: attributeOf(element, "stroke")
  }));

test("actual, plan, outlook and last year stay apart in greyscale as bars of a chart", () => {
  const data = SIGNS.map((sign) => ({value: 5, itemStyle: barStyle(sign)}));
  const option = {xAxis: {type: "category", data: SIGNS}, yAxis: {}, series: [{type: "bar", data}]};
  const svg = drawSvg(option, {width: 400, height: 200});
  expectApart(svg, boxesIn(svg, /<path[^>]*ecmeta_series_index="0"[^>]*>/g));
});

test("and as boxes of our own drawings", () => {
  const box = {x: 0, y: 0, width: 10, height: 10};
  const svg = renderToStaticMarkup(
    createElement(
      "svg",
      null,
      SIGNS.map((sign) => createElement(SignBox, {key: sign, sign, ...box}))
    )
  );
  expectApart(svg, boxesIn(svg, /<rect[^>]*>/g));
});

test("every solid sign stands out from white paper", () => {
  const solid = SIGNS.flatMap((sign) => NOTATION[sign].fill ?? []);
  expect(solid).toHaveLength(2);
  for (const colour of solid) expect(contrastOf(colour, "#ffffff")).toBeGreaterThanOrEqual(LEAST_CONTRAST);
});

test("in a trend the four differ by tone, width or dashes", () => {
  const points = [1, 2, 3].map((number) => ({
    label: `${number}月`,
    value: number < 3 ? number : null,
    pace: number * 2,
    lastYear: number * 3,
    outlook: number < 2 ? null : number * 1.5
  }));
  const svg = drawSvg(lineChart(points, {name: "全校", outlookName: "预计", showValue: (value) => `${value} 人`}), {
    width: 600,
    height: 300
  });
  const lines = [...svg.matchAll(/<path[^>]*fill="none"[^>]*stroke-linejoin="bevel"[^>]*>/g)].map(([element]) => ({
    tone: luminanceOf(attributeOf(element, "stroke")).toFixed(2),
    width: attributeOf(element, "stroke-width"),
    dashes: attributeOf(element, "stroke-dasharray")
  }));
  expect(lines).toHaveLength(4);
  expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(4);
  expect(svg.match(/<pattern /g)).toHaveLength(1);
  expect(lines.filter(({dashes}) => dashes !== "none")).toHaveLength(1);
});

test("a difference says by sign and word what its colour says, by the direction that is good", () => {
  expect(differenceText(-6.26, "%", "序时")).toBe("Δ −6.3 个百分点（低于序时）");
  expect(differenceText(-6, "%", "序时")).toBe("Δ −6.0 个百分点（低于序时）");
  expect(differenceText(2, "人", "去年同月")).toBe("Δ +2 人（高于去年同月）");
  expect(differenceText(0.04, "%", "序时")).toBe("Δ 0（与序时持平）");
  expect([
    isBetterBy(2, "higher"),
    isBetterBy(2, "lower"),
    isBetterBy(-1, "lower"),
    isBetterBy(0.01, "higher")
  ]).toEqual([true, false, true, null]);
});

test("a progress bar has the plan as a frame behind the bar and its difference beside it", () => {
  const html = renderToStaticMarkup(createElement(ProgressBar, {progress: 55.3, pace: 61.6}));
  expect(html).toContain('aria-label="进度 55.3 %，序时 61.6 %，比序时慢 6.3 个百分点"');
  expect(html).toMatch(/width="55.3"[^>]*data-sign="actual"/);
  expect(html).toMatch(/width="61.6"[^>]*data-sign="plan" fill="none"/);
  expect(html).toContain("Δ −6.3（慢）");
  expect(renderToStaticMarkup(createElement(ProgressBar, {progress: 78.1, pace: 77.1}))).toContain("Δ +1.0（快）");
  expect(renderToStaticMarkup(createElement(ProgressBar, {progress: null, pace: 61.6}))).not.toContain("Δ");
});
