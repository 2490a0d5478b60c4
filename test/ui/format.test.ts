import {expect, test} from "vitest";
import {
  formatAgainstPace,
  formatBare,
  formatBytes,
  formatChange,
  formatDay,
  formatMoment,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatShare,
  formatValue,
  formatYearChange,
  haveTenths,
  shareOf
} from "#app/format.ts";

test("a percent has one decimal, none at nothing, at all and above a thousand", () => {
  expect([62.44, 60, 0, 100, 1234.5].map(formatPercent)).toEqual(["62.4 %", "60.0 %", "0 %", "100 %", "1,235 %"]);
});

test("a share of nothing is no number, not even where something stands against it", () => {
  expect([shareOf(3, 4), shareOf(0, 0), shareOf(3, 0)]).toEqual([75, null, null]);
  expect([formatShare(3, 4), formatShare(3, 0)]).toEqual(["75.0 %", "无数据"]);
});

test("almost all is not all, and almost nothing is not nothing", () => {
  expect([99.97, 0.03].map(formatPercent)).toEqual(["99.9 %", "不足 0.1 %"]);
});

test("a fall has a real minus", () => {
  expect([formatPercent(-3.25), formatNumber(-1200)]).toEqual(["−3.3 %", "−1,200"]);
});

test("a value carries its unit, and none is not zero", () => {
  expect([formatValue(1234, "人次"), formatValue(11.25, "天"), formatValue(0, "篇"), formatValue(null, "人")]).toEqual([
    "1,234 人次",
    "11.3 天",
    "0 篇",
    "无数据"
  ]);
});

test("percents differ by percentage points, said with a word", () => {
  expect([formatChange(4.22, "%"), formatChange(-2, "篇"), formatChange(0.04, "%"), formatChange(null, "%")]).toEqual([
    "上升 4.2 个百分点",
    "下降 2 篇",
    "持平",
    "无数据"
  ]);
});

test("what is behind the pace is compared as it is shown", () => {
  // 48.04 and 55.06 are shown as 48.0 and 55.1.
  expect([formatAgainstPace(48.04, 55.06), formatAgainstPace(50, 50.02), formatAgainstPace(50, null)]).toEqual([
    "，比序时进度低 7.1 个百分点",
    "，与序时进度持平",
    ""
  ]);
});

test("money says whether it is 元 or 万元", () => {
  expect([formatMoney(980), formatMoney(125_000)]).toEqual(["980 元", "12.5 万元"]);
});

test("days and months read as in documents, moments in Beijing time", () => {
  expect([formatDay("2026-03-12"), formatMonth("2026-07"), formatMoment("2026-03-12T16:30:00.000Z")]).toEqual([
    "2026年3月12日",
    "2026年7月",
    "2026-03-13 00:30"
  ]);
});

test("a change since the year before has its sign", () => {
  expect(formatYearChange(3.24, "%")).toBe("同比 +3.2 个百分点");
  expect(formatYearChange(5, "场")).toBe("同比 +5 场");
  expect(formatYearChange(-2, "场")).toBe("同比 −2 场");
  expect(formatYearChange(0.04, "%")).toBe("同比持平");
});

test("a file has bytes or kilobytes, a disk has gigabytes", () => {
  const sizes = [0, 1023, 6 * 1024, 1.4 * 1024 ** 2, 79_200 * 1024 ** 2].map(formatBytes);
  expect(sizes).toEqual(["0 字节", "1023 字节", "6 KB", "1.4 MB", "77.3 GB"]);
});

test("a column of a table has decimals in all its numbers, or in none", () => {
  const column = (cells: (string | number | null)[], unit = "元") =>
    cells.map((cell) => formatBare(cell as number | null, unit, haveTenths(cells, unit)));
  expect(column([18, 21.4, null])).toEqual(["18.0", "21.4", "—"]);
  expect(column([18, 21.04])).toEqual(["18", "21"]);
  expect(column([18, 22])).toEqual(["18", "22"]);
  expect(column([1234, 21.4])).toEqual(["1,234", "21.4"]);
  expect(column([91], "%")).toEqual(["91.0"]);
});
