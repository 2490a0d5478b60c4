import {array, assert, integer, property, record} from "fast-check";
import {expect, test} from "vitest";
import {drawSvg} from "#app/charts/draw.ts";
import {freePositions} from "#app/charts/free-label.ts";
import {funnelPlot, type FunnelPoint} from "#app/charts/funnel-plot.ts";
import {funnelLimitsOf} from "#pipelines/numbers/funnel.ts";

const curves = [20, 60, 100, 140, 180].map((size) => ({size, ...funnelLimitsOf(size, 0.5)}));
const point = (name: string, more: Partial<FunnelPoint>): FunnelPoint => ({
  ...{name, size: 50, value: 50, detail: "25 / 50 人", differs: false, isNamed: false},
  ...more
});
const options = {
  curves,
  rate: {value: 50, label: "全校 50 %"},
  sizeName: "人数",
  showValue: (value: number) => `${value} %`
};
const textIn = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

test("only units outside the outer limits and the reader's own are named", () => {
  const svg = drawSvg(
    funnelPlot(
      [
        point("甲", {differs: "worse", isNamed: true, value: 20}),
        point("乙", {}),
        point("丙", {isOwn: true, size: 120})
      ],
      options
    ),
    {width: 440, height: 340}
  );
  expect(textIn(svg)).toEqual(expect.arrayContaining(["甲", "丙", "全校 50 %", "人数"]));
  expect(textIn(svg)).not.toContain("乙");
});

test("no name covers the name of the line across", () => {
  const svg = drawSvg(funnelPlot([point("计算机科学与技术学院", {isOwn: true, size: 160, value: 51})], options), {
    width: 440,
    height: 340
  });
  const heightOf = (text: string) => {
    const [, y] = new RegExp(`translate\\([\\d.]+ ([\\d.]+)\\)"[^>]*>${text}<`).exec(svg)!;
    return Number(y);
  };
  expect(heightOf("计算机科学与技术学院") - heightOf("全校 50 %")).toBeGreaterThan(12);
});

test("four curves are drawn, the inner two dashed", () => {
  const svg = drawSvg(funnelPlot([point("甲", {})], options), {width: 440, height: 340});
  const lines = [...svg.matchAll(/<path[^>]*stroke-linejoin="bevel"[^>]*>/g)].map(([line]) => line);
  expect(lines.filter((line) => line.includes("stroke-dasharray"))).toHaveLength(2);
  expect(lines.filter((line) => line.includes('stroke="#5c6370"'))).toHaveLength(4);
});

test("labels of points that lie apart never cover one another", () => {
  const places = array(record({column: integer({min: 0, max: 3}), row: integer({min: 0, max: 8})}), {maxLength: 12});
  assert(
    property(places, (cells) => {
      const apart = [...new Map(cells.map((cell) => [`${cell.column} ${cell.row}`, cell])).values()];
      const points = apart.map(({column, row}) => ({x: 40 + column * 90, y: 20 + row * 30, text: "三字院"}));
      const positions = freePositions(points, 400, 11);
      // There is room to the right of each.
      expect(positions).toEqual(points.map(() => "right"));
    })
  );
  expect(freePositions([{x: 390, y: 20, text: "机电工程学院"}], 400, 11)).toEqual(["left"]);
  expect(
    freePositions(
      [
        {x: 200, y: 20, text: "机电工程学院"},
        {x: 210, y: 24, text: "校医院"}
      ],
      400,
      11
    )
  ).not.toEqual(["right", "right"]);
});
