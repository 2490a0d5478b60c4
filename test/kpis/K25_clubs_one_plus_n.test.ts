import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const activity = {status: "已完成", start_date: "2026-03-10"};
const brand = {...activity, club_role: "品牌活动"};
const support = {...activity, club_role: "支撑活动"};

test("a club needs its brand activity and two supporting ones, all held", async () => {
  const db = await memoryWarehouse({
    clubs: [
      {club_code: "C01", club_type: "体育", status: "正常"},
      {club_code: "C02", club_type: "体育", status: "正常"},
      {club_code: "C03", club_type: "文艺", status: "正常"},
      {club_code: "C04", club_type: "文艺", status: "暂停"}
    ],
    activities: [
      ...["C01", "C04"].flatMap((club_code) => [brand, support, support].map((row) => ({...row, club_code}))),
      ...[brand, support, {...support, status: "取消"}].map((row) => ({...row, club_code: "C02"})),
      ...[support, support, support].map((row) => ({...row, club_code: "C03"}))
    ]
  });
  expect(await kpi(db, "K25", {month: "2026-02"})).toBe(0);
  expect(await kpi(db, "K25", {month: "2026-03"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K25", {month: "2026-03", segment: "社团类别=体育"})).toBe(50);
});

test("the office may ask for more supporting activities", async () => {
  const sent = {
    clubs: [{club_code: "C01", status: "正常"}],
    activities: [brand, support, support].map((row) => ({...row, club_code: "C01"}))
  };
  const db = await memoryWarehouse(sent, {parameters: {club_support_minimum: "3"}});
  expect(await kpi(db, "K25", {month: "2026-03"})).toBe(0);
});

test("clubs that left since the year began are counted, because they lift the rate", async () => {
  const clubs = (...status: string[]) => status.map((each, at) => ({club_code: `C0${at}`, status: each}));
  const db = await memoryWarehouse({
    clubs: [
      {as_of: "2026-01-01", rows: clubs("正常", "正常", "正常")},
      {as_of: "2026-06-10", rows: clubs("正常", "暂停", "注销")},
      {as_of: "2026-09-10", rows: clubs("正常", "正常", "正常", "正常")},
      {as_of: "2026-11-10", rows: clubs("暂停", "注销", "暂停")}
    ],
    activities: [{...brand, club_code: "C00"}]
  });
  const fewer = (month: string) => kpi(db, "K25", {month, segment: "另列=正常社团比年初减少（个）"});
  expect([await fewer("2026-05"), await fewer("2026-06"), await fewer("2026-09")]).toEqual([0, 2, 0]);
  expect(await fewer("2026-11")).toBe(3);
});
