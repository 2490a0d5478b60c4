import {expect, test} from "vitest";
import {cellLines, fitColumns} from "#app/features/deck/layout/slide-columns.ts";
import {sizesOf} from "#app/features/deck/layout/slide-frame.ts";

const columns = [
  ...[{title: "举措"}, {title: "状态"}, {title: "实际", unit: "%"}, {title: "应达", unit: "%"}],
  ...[{title: "期限"}, {title: "牵头"}, {title: "说明"}]
];
const rows = [
  ["“大宣传”格局与宣传矩阵", "滞后", 45, 79.3, "2026-12-31", "校工会", "线上线下联动方案尚未定稿，拟于本月提交常委会"],
  [
    "工会网站改版升级",
    "滞后",
    70,
    88.6,
    "2026-11-30",
    "信息化建设与管理处",
    "栏目迁移完成，等保测评排期推迟，上线时间顺延"
  ]
];

test("long words get the room that days, states and short names leave", () => {
  const sizes = sizesOf({ratio: 16 / 9});
  const {widths} = fitColumns({columns, rows}, sizes);
  const ems = widths.map((width) => width / sizes.min);
  const linesOf = (row: (string | number)[]) => row.map((cell, at) => cellLines(cell, columns[at], ems[at]));
  // Days and states are as narrow as their words.
  expect(ems[1]).toBeLessThan(4.6);
  expect(ems[4]).toBeLessThan(7);
  expect(ems[6]).toBeGreaterThan(1.5 * ems[5]!);
  expect(rows.map(linesOf)).toEqual([
    [2, 1, 1, 1, 1, 1, 2],
    [1, 1, 1, 1, 1, 2, 2]
  ]);
});

test("widths fill the slide, whatever the words", () => {
  for (const ratio of [4 / 3, 16 / 9]) {
    const sizes = sizesOf({ratio});
    const {kept, widths} = fitColumns({columns, rows}, sizes);
    expect(kept).toHaveLength(widths.length);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(ratio * 1000 * 0.916, 0);
  }
});
