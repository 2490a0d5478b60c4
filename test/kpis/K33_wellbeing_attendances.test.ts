import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("a session that meets two needs stands under both and counts once in all", async () => {
  const session = {category: "心理健康", status: "已完成", start_date: "2026-02-10"};
  const db = await memoryWarehouse({
    activities: [
      {...session, service_type: "健康咨询", need_type: ["情绪调适", "压力舒缓"], actual_headcount: 30},
      {...session, service_type: "专题健康讲座", need_type: ["压力舒缓"], actual_headcount: 100},
      {...session, status: "延期", need_type: ["压力舒缓"], actual_headcount: 70}
    ]
  });
  expect(await kpi(db, "K33", {month: "2026-02"})).toBe(130);
  expect(await kpi(db, "K33", {month: "2026-02", segment: "核心需求=情绪调适"})).toBe(30);
  expect(await kpi(db, "K33", {month: "2026-02", segment: "核心需求=压力舒缓"})).toBe(130);
  expect(await kpi(db, "K33", {month: "2026-02", segment: "核心需求=职业成长"})).toBe(0);
  expect(await kpi(db, "K33", {month: "2026-02", segment: "服务形式=健康咨询"})).toBe(30);
});
