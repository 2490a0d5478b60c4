import {expect, test} from "vitest";
import {drawSvg} from "#app/charts/draw.ts";
import {slideChart} from "#app/features/deck/layout/slide-chart.ts";

test("the line of a reference stops well above and below the numbers that it runs behind", () => {
  const size = 36;
  const bars = [39.1, 25.7, 20.2].map((value, at) => ({name: `虚构第${at + 1}学院`, value}));
  const picture = {kind: "bars" as const, unit: "%", bars, reference: {value: 28.7, label: "全校 28.7 %"}};
  const svg = drawSvg(slideChart(picture, {width: 1200, height: 300}, size), {width: 1200, height: 300});
  const line = svg.indexOf("stroke-dasharray");
  // Behind every number stands a box of the ground's colour, drawn after the line.
  const boxes = [...svg.matchAll(/<path d="M0 \S+l\S+ 0l0 (\S+?)l[^>]*fill="var\(--chart-ground\)"/g)];
  expect(boxes).toHaveLength(bars.length);
  for (const {index, 1: height} of boxes) {
    expect(index).toBeGreaterThan(line);
    expect(Number(height)).toBeGreaterThanOrEqual(1.45 * size);
  }
});
