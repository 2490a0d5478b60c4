import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const lesson = {
  category: "第二课堂",
  topic: "传统文化",
  deliverable_codes: ["T05-11"],
  organizer_unit_code: "U01",
  status: "已完成",
  start_date: "2026-03-31",
  end_date: null
};

test("both kinds count in the month they ended, and the two brands stand apart", async () => {
  const db = await memoryWarehouse({
    activities: [
      lesson,
      {...lesson, end_date: "2026-04-01", topic: "艺术美育"},
      {...lesson, category: "读书讲坛", deliverable_codes: ["T05-12"]},
      {...lesson, category: "读书讲坛", deliverable_codes: ["T05-12", "T05-13"], topic: null},
      {...lesson, status: "计划"},
      {...lesson, category: "文化艺术", deliverable_codes: ["T05-12"]}
    ]
  });
  expect(await kpi(db, "K27", {month: "2026-03"})).toBe(3);
  expect(await kpi(db, "K27", {month: "2026-04"})).toBe(4);
  expect(await kpi(db, "K27", {month: "2026-04", segment: "类别=第二课堂"})).toBe(2);
  expect(await kpi(db, "K27", {month: "2026-04", segment: "承诺条目=T05-12"})).toBe(2);
  expect(await kpi(db, "K27", {month: "2026-04", segment: "承诺条目=T05-13"})).toBe(1);
});

test("themes are those of the second classroom, and a theme not offered is zero", async () => {
  const db = await memoryWarehouse({activities: [lesson, {...lesson, category: "读书讲坛"}]});
  expect(await kpi(db, "K27", {month: "2026-03", segment: "主题=传统文化"})).toBe(1);
  expect(await kpi(db, "K27", {month: "2026-03", segment: "主题=身心健康"})).toBe(0);
});
