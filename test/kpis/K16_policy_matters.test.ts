import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const matter = {meeting_type: "源头参与事项", unit_code: "U00", held_date: "2026-03-10", union_opinion_given: true};

test("a matter discussed twice counts once, and one without the union's opinion not at all", async () => {
  const db = await memoryWarehouse({
    meetings: [
      {...matter, policy_item: "绩效工资方案"},
      {...matter, policy_item: "绩效工资方案", held_date: "2026-05-10", unit_code: "U01"},
      {...matter, policy_item: "职称评审办法", held_date: "2026-05-31"},
      {...matter, policy_item: "住房补贴办法", union_opinion_given: false},
      {...matter, policy_item: "食堂改造", union_opinion_given: null},
      {...matter, policy_item: "其他会议", meeting_type: "执委会会议"}
    ]
  });
  expect(await kpi(db, "K16", {month: "2026-02"})).toBe(0);
  expect(await kpi(db, "K16", {month: "2026-03"})).toBe(1);
  expect(await kpi(db, "K16", {month: "2026-05"})).toBe(2);
});

test("a matter counts from the first time the union gave its opinion", async () => {
  const db = await memoryWarehouse({
    meetings: [
      {...matter, policy_item: "食堂改造", union_opinion_given: false},
      {...matter, policy_item: "食堂改造", held_date: "2026-04-10"}
    ]
  });
  expect(await kpi(db, "K16", {month: "2026-03"})).toBe(0);
  expect(await kpi(db, "K16", {month: "2026-04"})).toBe(1);
});

test("records that do not count are listed with their reason", async () => {
  const db = await memoryWarehouse({
    meetings: [
      {...matter, policy_item: "绩效工资方案"},
      {...matter, policy_item: "绩效工资方案", held_date: "2026-05-10"},
      {...matter, policy_item: "食堂改造", union_opinion_given: false},
      {...matter, policy_item: "食堂改造", union_opinion_given: null},
      {...matter, policy_item: null},
      {...matter, policy_item: null}
    ]
  });
  const left = async (month: string, why: string) => kpi(db, "K16", {month, segment: `未计入（条）=${why}`});
  expect(await kpi(db, "K16", {month: "2026-05"})).toBe(3);
  expect(await left("2026-03", "同一事项再次研究")).toBeNull();
  expect(await left("2026-05", "同一事项再次研究")).toBe(1);
  expect(await left("2026-05", "工会未提意见")).toBe(2);
});
