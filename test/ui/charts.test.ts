import {expect, test} from "vitest";
import {barChart, barChartHeight} from "#app/charts/bar-chart.ts";
import {columnChart} from "#app/charts/column-chart.ts";
import {drawSvg} from "#app/charts/draw.ts";
import {heatMap} from "#app/charts/heat-map.ts";
import {lineChart, scaleOf} from "#app/charts/line-chart.ts";
import {tooltipHtml} from "#app/charts/option.ts";
import {pageSvg} from "#app/charts/page-svg.ts";

const showValue = (value: number) => `${value} %`;
const points = [
  {label: "1月", value: 10, pace: 5},
  {label: "2月", value: null, pace: 10},
  {label: "3月", value: 30, pace: 15}
];
const textIn = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

test("a month without data is a gap in the line, not a zero", () => {
  const {series} = lineChart(points, {name: "全校", showValue}) as {series: {name: string; data: (number | null)[]}[]};
  expect(series.at(-1)?.data).toEqual([10, null, 30]);
});

test("the target is drawn with its name and source, and the axis leaves room for it", () => {
  const option = lineChart(points, {name: "全校", showValue, target: {value: 60, label: "目标 60 %（本地设定）"}});
  expect(textIn(drawSvg(option, {width: 600, height: 300}))).toContain("目标 60 %（本地设定）");
});

test("the name of a target stays readable where a line of the grid runs behind it", () => {
  const target = {value: 60, label: "目标 60 %（本地设定）"};
  const grounds = (option: ReturnType<typeof lineChart>) =>
    drawSvg(option, {width: 600, height: 300}).match(/fill="#fff"/g)?.length ?? 0;
  expect(grounds(lineChart(points, {name: "全校", showValue, target}))).toBe(
    grounds(lineChart(points, {name: "全校", showValue})) + 1
  );
});

test("a drawing is well-formed, or it could not be saved as a picture", () => {
  const svg = drawSvg(lineChart(points, {name: "全校", showValue}), {width: 600, height: 300});
  expect(svg.match(/<text[^>]*>/)?.[0]).toMatch(/^<text( [a-z:-]+="[^"]*")+>$/);
});

test("only what there is to compare with gets a line", () => {
  const names = (option: unknown) => (option as {series: {name: string}[]}).series.map(({name}) => name);
  expect(names(lineChart(points, {name: "全校", paceName: "序时", showValue}))).toEqual(["序时", "全校"]);
  expect(
    names(lineChart([{label: "1月", value: 1, other: 2}], {name: "法学院", otherName: "全校", showValue}))
  ).toEqual(["全校", "法学院"]);
});

test("the last known value stands beside the line", () => {
  expect(textIn(drawSvg(lineChart(points, {name: "全校", showValue}), {width: 600, height: 300}))).toContain("30 %");
});

test("bars start at zero, in the order given, the reader's own framed and named", () => {
  const bars = [
    {name: "甲", value: 60, isOwn: true},
    {name: "乙", value: 20}
  ];
  const option = barChart(bars, {showValue, reference: {value: 40, label: "中位数 40 %"}}) as {
    xAxis: {min: number};
    yAxis: {data: string[]; inverse: boolean};
    series: {data: {itemStyle: {borderWidth?: number}}[]}[];
  };
  expect([option.xAxis.min, option.yAxis.data, option.yAxis.inverse]).toEqual([0, ["甲", "乙"], true]);
  expect(option.series[0]?.data.map(({itemStyle}) => itemStyle.borderWidth)).toEqual([2, undefined]);
  expect(textIn(drawSvg(option, {width: 600, height: barChartHeight(bars)}))).toEqual(
    expect.arrayContaining(["甲", "乙", "60 %　◀", "20 %", "中位数 40 %"])
  );
});

test("a heat map writes the number into each cell", () => {
  const option = heatMap([{column: "1月", row: "甲", value: 12.4}], {columns: ["1月"], rows: ["甲"], showValue});
  expect(textIn(drawSvg(option, {width: 300, height: 100}))).toEqual(expect.arrayContaining(["1月", "甲", "12"]));
});

test("an axis runs from zero to a round number in about four round steps", () => {
  expect(scaleOf([60, 38, null])).toEqual({min: 0, max: 60, interval: 20});
  expect(scaleOf([100])).toEqual({min: 0, max: 100, interval: 25});
  expect(scaleOf([-5, 22])).toEqual({min: -10, max: 30, interval: 10});
  expect(scaleOf([])).toEqual({min: 0, max: 0.25, interval: 0.25});
});

test("a unit's name cannot bring markup into a tooltip", () => {
  expect(tooltipHtml("<b>甲", ["1 & 2"])).toBe("<b>&#60;b&#62;甲</b><br>1 &#38; 2");
});

test("in a page a drawing has its shapes and texts, but no styles, marks or names of its own", () => {
  const cells = ["1月", "2月"].map((column, at) => ({column, row: "甲", value: 10 * at}));
  const drawing = drawSvg(heatMap(cells, {columns: ["1月", "2月"], rows: ["甲"], showValue}), {
    width: 300,
    height: 100
  });
  const svg = pageSvg(drawing);
  expect(textIn(svg)).toEqual(textIn(drawing));
  expect(svg.match(/<path/g)).toHaveLength(drawing.match(/<path/g)!.length);
  expect(drawing).toMatch(/ecmeta_.*class="zr.*<style/s);
  expect(svg).not.toMatch(/ecmeta_|class=|<style|font-family|zr\d/);
  expect(svg.length).toBeLessThan(drawing.length * 0.7);
});

test("what is cut off names its cut, by another name than a living chart's", () => {
  expect(pageSvg(`<clipPath id="zr3-c0"></clipPath><g clip-path="url(#zr3-c0)"></g>`)).toBe(
    `<clipPath id="drawn3-c0"></clipPath><g clip-path="url(#drawn3-c0)"></g>`
  );
});

test("a reference beyond all bars is drawn", () => {
  const bars = [
    {name: "甲", value: 20},
    {name: "乙", value: 30}
  ];
  const option = barChart(bars, {showValue, reference: {value: 60, label: "目标 60 %"}});
  expect(textIn(drawSvg(option, {width: 400, height: 100}))).toContain("目标 60 %");
});

test("a column says its sum where the last series has nothing", () => {
  const series = [
    {name: "甲", values: [3, 4]},
    {name: "乙", values: [2, null]}
  ];
  const option = columnChart(["1月", "2月"], series, {showValue: (value) => `${value} 场`});
  expect(textIn(drawSvg(option, {width: 400, height: 240}))).toEqual(expect.arrayContaining(["5 场", "4 场"]));
});
