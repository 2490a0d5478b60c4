import {createHash} from "node:crypto";
import {expect, test} from "vitest";
import {barChart, barChartHeight} from "#app/charts/bar-chart.ts";
import {columnChart, COLUMN_CHART_HEIGHT} from "#app/charts/column-chart.ts";
import {drawSvg} from "#app/charts/draw.ts";
import {heatMap, heatMapHeight} from "#app/charts/heat-map.ts";
import {lineChart} from "#app/charts/line-chart.ts";
import type {ChartOption} from "#app/charts/option.ts";

const showValue = (value: number) => `${value} 人`;
const bars = [
  {name: "甲单位", value: 60, isOwn: true, differs: "better" as const},
  {name: "乙单位", value: 20, aside: "8 / 30 人"}
];
const months = ["1月", "2月", "3月"];
const points = months.map((label, at) => ({
  ...{label, value: at < 2 ? 10 + at : null, pace: 5 * at, lastYear: 3 + at, other: 4},
  outlook: at < 1 ? null : 11 + at
}));

/** Counters of ECharts run on through a process. */
const hashOf = (option: ChartOption, height: number) =>
  createHash("sha256")
    .update(drawSvg(option, {width: 640, height}).replaceAll(/zr\d+(-[a-z]+-?\d+)?/g, "zr"))
    .digest("hex")
    .slice(0, 12);

// Drawn before charts obeyed a projector's theme. A newer ECharts may change them all at once, which is no fault.
test("what a projector asks of charts leaves their look on a screen as it was, byte for byte", () => {
  const series = [
    {name: "甲", values: [3, 4, null]},
    {name: "乙", values: [2, null, 5]}
  ];
  const limits = [{value: 12, label: "上限"}];
  const target = {value: 15, label: "目标 15 人（本地设定）"};
  const cells = months.map((column, at) => ({column, row: "甲单位", value: at * 5}));
  expect([
    hashOf(barChart(bars, {showValue, reference: {value: 40, label: "中位数"}}), barChartHeight(bars)),
    hashOf(barChart(bars, {showValue, labelRoom: 120}), barChartHeight(bars)),
    hashOf(columnChart(months, series, {showValue, plannedFrom: 2}), COLUMN_CHART_HEIGHT),
    hashOf(columnChart(months, series.slice(0, 1), {showValue}), COLUMN_CHART_HEIGHT),
    hashOf(heatMap(cells, {columns: months, rows: ["甲单位"], showValue}), heatMapHeight(["甲单位"])),
    hashOf(
      lineChart(points, {
        name: "全校",
        paceName: "序时",
        lastYearName: "去年",
        outlookName: "预计",
        otherName: "它",
        showValue,
        target,
        limits
      }),
      300
    ),
    hashOf(
      lineChart(
        points.map(({label, value, pace}) => ({label, value, pace})),
        {name: "全校", paceName: "序时", showValue}
      ),
      300
    )
  ]).toEqual([
    "a158dd3cc0f4",
    "da8bfcbe8676",
    "bdf4a15d593e",
    "45e4c74cf010",
    "d9bb62a80e95",
    "4ac4c6ee94d8",
    "b244e051bd88"
  ]);
});
