import {expect, test} from "vitest";
import {barChart} from "#app/charts/bar-chart.ts";
import {type ChartPoint, pointAfter, pointsOf} from "#app/charts/chart-points.ts";
import {heatMap} from "#app/charts/heat-map.ts";
import {lineChart} from "#app/charts/line-chart.ts";
import type {Column} from "#app/ui/table-column.ts";

const showValue = (value: number) => `${value} %`;
const LABELS = {name: "名称", month: "月份", value: "数值（%）", pace: "序时（%）", place: "位次"};

type Row = Partial<Record<keyof typeof LABELS, string | number | null>>;
const columnsOf = (...keys: (keyof typeof LABELS)[]): Column<Row>[] =>
  keys.map((key) => ({
    key,
    title: LABELS[key],
    isNumber: !["name", "month"].includes(key),
    value: (row) => row[key] ?? null,
    cell: (row) => row[key] ?? "—"
  }));
const textsOf = (points: ChartPoint[]) => points.map(({text}) => text);
/** The texts that a row of keys leads to, from outside the chart. */
function walk(points: ChartPoint[], ...keys: string[]): (string | undefined)[] {
  let at: ChartPoint | undefined;
  return keys.map((key) => (at = pointAfter(points, at, key))?.text);
}

const rows = [
  {month: "2026-01", value: 10, pace: 5, place: 1},
  {month: "2026-02", value: null, pace: 10, place: 2},
  {month: "2026-03", value: 30, pace: 15, place: 3}
];
const line = lineChart(
  rows.map(({value, pace}, at) => ({label: `${at + 1}月`, value, pace})),
  {name: "全校", paceName: "序时", showValue, target: {value: 60, label: "目标 60 %（章程）"}}
);
const ofLine = pointsOf(line, {columns: columnsOf("month", "place", "value", "pace"), rows});

test("the points of a line tell month, value and target, and columns that are not drawn are no points", () => {
  expect(textsOf(ofLine)).toEqual([
    "1月 全校 10 %，目标 60 %（章程）",
    "3月 全校 30 %，目标 60 %（章程）",
    "1月 序时 5 %",
    "2月 序时 10 %",
    "3月 序时 15 %"
  ]);
});

test("each point is marked where the picture draws it", () => {
  const {series} = line as {series: {name: string; data: (number | null)[]}[]};
  const marked = ofLine.map(({drawn}) => [
    series[drawn!.seriesIndex]!.name,
    series[drawn!.seriesIndex]!.data[drawn!.dataIndex]
  ]);
  expect(marked).toEqual([
    ["全校", 10],
    ["全校", 30],
    ["序时", 5],
    ["序时", 10],
    ["序时", 15]
  ]);
});

test("arrows go along a line and between lines, and stay at the ends", () => {
  const texts = walk(
    ofLine,
    "ArrowRight",
    "ArrowRight",
    "ArrowLeft",
    "ArrowDown",
    "End",
    "ArrowLeft",
    "ArrowUp",
    "Home"
  );
  expect(texts.map((text) => text?.split("，")[0])).toEqual([
    "3月 全校 30 %",
    "3月 全校 30 %",
    "1月 全校 10 %",
    "1月 序时 5 %",
    "3月 序时 15 %",
    "2月 序时 10 %",
    "1月 全校 10 %",
    "1月 全校 10 %"
  ]);
});

test("bars are one line, so both pairs of arrows go along it", () => {
  const bars = [
    {name: "甲", value: 9},
    {name: "乙", value: 7},
    {name: "丙", value: 7}
  ];
  const option = barChart(bars, {showValue, reference: {value: 7, label: "中位数 7 %"}});
  const points = pointsOf(option, {columns: columnsOf("name", "value"), rows: bars});
  expect(walk(points, "Home", "ArrowDown", "ArrowRight", "ArrowUp")).toEqual([
    "甲 数值 9 %，中位数 7 %",
    "乙 数值 7 %，中位数 7 %",
    "丙 数值 7 %，中位数 7 %",
    "乙 数值 7 %，中位数 7 %"
  ]);
});

test("a heat map is walked as its cells lie, past those that are blank", () => {
  const cells = [
    {name: "甲", month: "1月", value: 1},
    {name: "甲", month: "2月", value: null},
    {name: "甲", month: "3月", value: 3},
    {name: "乙", month: "1月", value: 4},
    {name: "乙", month: "2月", value: 5}
  ];
  const option = heatMap(
    cells.flatMap(({name, month, value}) => (value === null ? [] : [{row: name, column: month, value}])),
    {columns: ["1月", "2月", "3月"], rows: ["甲", "乙"], showValue}
  );
  const points = pointsOf(option, {columns: columnsOf("name", "month", "value"), rows: cells});
  expect(points.map(({drawn}) => drawn?.dataIndex)).toEqual([0, 1, 2, 3]);
  expect(walk(points, "Home", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")).toEqual([
    "甲 1月 数值 1 %",
    "甲 3月 数值 3 %",
    "乙 2月 数值 5 %",
    "乙 1月 数值 4 %",
    "甲 1月 数值 1 %"
  ]);
});

test("an expected value is read on its own line, and each line through the chart with the actual one", () => {
  const marks = {data: [{label: {formatter: "目标 60 %"}}, {label: {formatter: "平均 20 %"}}]};
  const option = {
    series: [
      {type: "line", name: "预计", data: [null, 20, 40]},
      {type: "line", name: "全校", data: [10, 20, null], markLine: marks}
    ]
  };
  const expected = [
    {month: "1月", value: 10, pace: null},
    {month: "2月", value: 20, pace: null},
    {month: "3月", value: null, pace: 40}
  ];
  expect(textsOf(pointsOf(option, {columns: columnsOf("month", "value", "pace"), rows: expected}))).toEqual([
    "1月 全校 10 %，目标 60 %，平均 20 %",
    "2月 全校 20 %，目标 60 %，平均 20 %",
    "3月 预计 40 %"
  ]);
});

test("what a picture shows in another form is still told, number by number", () => {
  const points = pointsOf(
    {series: [{type: "custom", data: [1]}]},
    {columns: columnsOf("month", "value", "pace"), rows}
  );
  expect(textsOf(points)).toEqual([
    "2026-01 数值 10 %",
    "2026-03 数值 30 %",
    "2026-01 序时 5 %",
    "2026-02 序时 10 %",
    "2026-03 序时 15 %"
  ]);
  expect(points.every(({drawn}) => drawn === undefined)).toBe(true);
});
