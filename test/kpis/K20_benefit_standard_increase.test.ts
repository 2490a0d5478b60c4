import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const grant = (grant_year: number, occasion: string, standard_yuan: number, issued_date: string | null) => ({
  person_id: "P1",
  grant_year,
  occasion,
  standard_yuan,
  issued_date
});

test("standards are the most frequent ones, compared over the occasions given out so far", async () => {
  const db = await memoryWarehouse({
    welfare: [
      grant(2025, "春节", 500, "2025-01-20"),
      grant(2025, "生日", 300, "2025-06-20"),
      grant(2025, "中秋节", 200, "2025-09-20"),
      grant(2026, "春节", 600, "2026-02-06"),
      grant(2026, "春节", 600, "2026-02-06"),
      grant(2026, "春节", 9000, "2026-02-06"),
      grant(2026, "生日", 400, "2026-03-01"),
      grant(2026, "中秋节", 400, null),
      grant(2026, "活动奖励", 1000, "2026-02-01")
    ]
  });
  expect(await kpi(db, "K20", {month: "2026-01"})).toBeNull();
  expect(await kpi(db, "K20", {month: "2026-02"})).toBe(20);
  // (600 + 400 - 500 - 300) / 800
  expect(await kpi(db, "K20", {month: "2026-12"})).toBe(25);
  expect(await kpi(db, "K20", {month: "2026-12", segment: "事由=生日"})).toBeCloseTo(100 / 3);
});

test("without last year's standards there is no increase", async () => {
  const db = await memoryWarehouse({welfare: [grant(2026, "春节", 600, "2026-02-06")]});
  expect(await kpi(db, "K20", {month: "2026-12"})).toBeNull();
});

test("the festivals' standards stand beside the province's limit, birthdays apart, and what exceeds it is told", async () => {
  const db = await memoryWarehouse(
    {
      welfare: [
        grant(2025, "春节", 500, "2025-01-20"),
        grant(2026, "春节", 600, "2026-02-06"),
        grant(2026, "生日", 400, "2026-02-07"),
        grant(2026, "中秋节", 500, "2026-09-06")
      ]
    },
    {parameters: {festival_limit_yuan: "1000"}}
  );
  const yuan = (month: string, name: string) => kpi(db, "K20", {month, segment: `另列=${name}（元）`});
  expect(await yuan("2026-02", "节日标准合计")).toBe(600);
  expect(await yuan("2026-02", "超过省总上限")).toBe(0);
  expect(await yuan("2026-09", "节日标准合计")).toBe(1100);
  expect(await yuan("2026-09", "省总上限")).toBe(1000);
  expect(await yuan("2026-09", "超过省总上限")).toBe(100);
});
