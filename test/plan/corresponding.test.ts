import {expect, test} from "vitest";
import {correspondingRows, likenessOf, yearLater} from "#pipelines/plan/corresponding.ts";

test("a deliverable is the one of last year if its code is the same and its name is the same or similar", () => {
  const before = [
    {code: "T01-01", name: "理论学习与“第一议题”制度"},
    {code: "T01-02", name: "校工会常委会学习"},
    {code: "T01-03", name: "教职工体育文化节"}
  ];
  const now = [
    {code: "T01-01", name: "理论学习与第一议题制度"},
    {code: "T01-02", name: "校工会常委会集体学习"},
    {code: "T01-03", name: "困难职工建档"},
    {code: "T01-04", name: "教职工体育文化节"}
  ];
  expect(correspondingRows(now, before).map(({row, likeness}) => [row.code, likeness])).toEqual([
    ["T01-01", "equal"],
    ["T01-02", "similar"]
  ]);
});

test("the year in a name makes no difference", () => {
  expect(likenessOf("2027年省运动会", "2026 年省运动会")).toBe("equal");
  expect(likenessOf("参加省运动会（2027）", "参加省运动会")).toBe("equal");
});

test.each([
  ["2026-11-30", "2027-11-30"],
  ["2028-02-29", "2029-02-28"],
  ["2027-02-28", "2028-02-28"]
])("a year after %s is %s", (day, later) => {
  expect(yearLater(day)).toBe(later);
});
