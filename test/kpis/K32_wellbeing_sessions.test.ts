import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const session = {category: "心理健康", need_type: ["身心健康"], status: "已完成", start_date: "2026-02-10"};

test("sessions are counted by form, with the forms not yet held listed beside", async () => {
  const db = await memoryWarehouse({
    activities: [
      {...session, service_type: "健康咨询"},
      {...session, service_type: "健康咨询", organizer_unit_code: "U02"},
      {...session, service_type: "主题读书会", start_date: "2026-03-10"},
      {...session, service_type: "智慧父母课堂", status: "取消"},
      {...session, service_type: null},
      {...session, service_type: "专题健康讲座", category: "体育健身"}
    ]
  });
  expect(await kpi(db, "K32", {month: "2026-02"})).toBe(3);
  expect(await kpi(db, "K32", {month: "2026-02", segment: "服务形式=健康咨询"})).toBe(2);
  expect(await kpi(db, "K32", {month: "2026-02", segment: "服务形式=智慧父母课堂"})).toBe(0);
  expect(await kpi(db, "K32", {month: "2026-01", segment: "另列=未开展形式（种）"})).toBe(7);
  expect(await kpi(db, "K32", {month: "2026-02", segment: "另列=未开展形式（种）"})).toBe(6);
  expect(await kpi(db, "K32", {month: "2026-03", segment: "另列=未开展形式（种）"})).toBe(5);
});

test("forms not yet held are named", async () => {
  const db = await memoryWarehouse({activities: [{...session, service_type: "健康咨询"}]});
  expect(await kpi(db, "K32", {month: "2026-01", segment: "未开展（种）=健康咨询"})).toBe(1);
  expect(await kpi(db, "K32", {month: "2026-02", segment: "未开展（种）=健康咨询"})).toBeNull();
  expect(await kpi(db, "K32", {month: "2026-02", segment: "未开展（种）=情绪调适训练营"})).toBe(1);
});
