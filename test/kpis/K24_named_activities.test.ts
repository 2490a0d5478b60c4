import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const held = {status: "已完成", start_date: "2026-04-18", end_date: null};

test("one activity may fulfil two promises, three activities for one promise fulfil one", async () => {
  const db = await memoryWarehouse({
    activities: [
      {...held, deliverable_codes: ["T05-02", "T05-04"]},
      {...held, deliverable_codes: ["T05-04"]},
      {...held, deliverable_codes: ["T05-04", "T05-09"]},
      {...held, deliverable_codes: ["T05-05"], status: "取消"},
      {...held, deliverable_codes: ["T05-08"], end_date: "2026-05-01"}
    ]
  });
  expect(await kpi(db, "K24", {month: "2026-03"})).toBe(0);
  expect(await kpi(db, "K24", {month: "2026-04"})).toBeCloseTo(200 / 7);
  expect(await kpi(db, "K24", {month: "2026-05"})).toBeCloseTo(300 / 7);
  expect(await kpi(db, "K24", {month: "2026-05", segment: "承诺条目=T05-04"})).toBe(100);
  expect(await kpi(db, "K24", {month: "2026-05", segment: "承诺条目=T05-05"})).toBe(0);
});

test("what has not been held is named, and what was put off apart once its day has passed", async () => {
  const db = await memoryWarehouse({
    activities: [
      {...held, deliverable_codes: ["T05-04"]},
      {...held, deliverable_codes: ["T05-07"], status: "延期", start_date: "2026-05-20"},
      {...held, deliverable_codes: ["T05-08"], status: "计划"}
    ]
  });
  const open = (month: string, segment: string) => kpi(db, "K24", {month, segment});
  expect(await open("2026-04", "未举办（项）=健步行活动")).toBeNull();
  expect(await open("2026-04", "未举办（项）=登山活动")).toBe(1);
  expect(await open("2026-05", "未举办（项）=登山活动")).toBeNull();
  expect(await open("2026-05", "延期未办（项）=登山活动")).toBe(1);
  expect(await open("2026-05", "未举办（项）=摄影展")).toBe(1);
});
