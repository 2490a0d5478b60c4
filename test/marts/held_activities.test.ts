import {expect, test} from "vitest";
import {readDecided, readTimesHeld, readTimesToCome} from "#pipelines/numbers/held.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const held = {status: "已完成", category: "心理健康"};

test("finished activities count for the deliverables they name, and a health service for the one of its form", async () => {
  const db = await memoryWarehouse({
    activities: [
      {...held, deliverable_codes: ["T07-03", "T07-01"], start_date: "2026-03-02", end_date: "2026-03-02"},
      {
        ...held,
        deliverable_codes: ["T07-01"],
        service_type: "健康知识普及",
        start_date: "2026-04-01",
        end_date: "2026-04-02"
      },
      // Named both ways it is one activity.
      {
        ...held,
        deliverable_codes: ["T07-03"],
        service_type: "健康知识普及",
        start_date: "2026-05-06",
        end_date: "2026-05-06"
      },
      {...held, status: "计划", deliverable_codes: ["T07-03"], start_date: "2026-05-07", end_date: "2026-05-07"}
    ]
  });
  const [march, april, may] = await Promise.all(
    ["2026-03-01", "2026-04-01", "2026-05-01"].map((month) => readTimesHeld(db, month))
  );
  expect([march, april, may].map((times) => times?.get("T07-03"))).toEqual([1, 2, 3]);
  expect([march?.get("T07-01"), may?.get("T07-01"), may?.get("T07-04")]).toEqual([1, 2, 0]);
});

test("what is still to come this year is told beside, without what was cancelled", async () => {
  const walk = (start_date: string, status: string) => ({
    ...{status, deliverable_codes: ["T05-04", "T05-10"], category: "体育健身", start_date, end_date: start_date}
  });
  const db = await memoryWarehouse({
    activities: [
      walk("2026-01-14", "已完成"),
      walk("2026-03-14", "已完成"),
      walk("2026-04-14", "计划"),
      walk("2026-05-14", "取消"),
      walk("2027-01-14", "计划")
    ]
  });
  const toCome = async (month: string) => (await readTimesToCome(db, month)).get("T05-04");
  expect(await Promise.all(["2026-01-01", "2026-03-01", "2026-04-01"].map(toCome))).toEqual([2, 1, undefined]);
});

test("before the year's first finished activity nobody knows what was held", async () => {
  const later = {...held, deliverable_codes: ["T07-03"], start_date: "2026-06-01", end_date: "2026-06-01"};
  expect((await readTimesHeld(await memoryWarehouse({activities: [later]}), "2026-05-01")).size).toBe(0);
  expect((await readTimesHeld(await memoryWarehouse({}), "2026-05-01")).size).toBe(0);
});

test("a contest is decided when the last of its entries has its result", async () => {
  const entry = {deliverable_code: "T09-05", record_type: "教学竞赛", apply_date: "2026-05-20"};
  const db = await memoryWarehouse({
    awards: [
      {...entry, stage: "获得", result_date: "2026-06-12"},
      {...entry, stage: "未获得", result_date: "2026-07-01"},
      {...entry, deliverable_code: "T09-06", stage: "参赛"}
    ]
  });
  expect([...(await readDecided(db, "2026-06-01"))]).toEqual([]);
  expect([...(await readDecided(db, "2026-07-01"))]).toEqual(["T09-05"]);
});
