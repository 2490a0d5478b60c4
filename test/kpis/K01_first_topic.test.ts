import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const COMMITTEE = "校工会常委会";
const CHAIRS = "二级单位工会主席会";

test("a blank first topic counts as not done, and 不适用 enters neither side", async () => {
  const db = await memoryWarehouse({
    meetings: [
      {meeting_type: COMMITTEE, unit_code: "U00", held_date: "2026-03-02", first_topic_done: "是"},
      {meeting_type: COMMITTEE, unit_code: "U00", held_date: "2026-03-09", first_topic_done: "不适用"},
      {meeting_type: CHAIRS, unit_code: "U01", held_date: "2026-03-10", first_topic_done: "否"},
      {meeting_type: CHAIRS, unit_code: "U01", held_date: "2026-03-17", first_topic_done: null},
      {meeting_type: CHAIRS, unit_code: "U02", held_date: "2026-03-31", first_topic_done: "是"},
      {meeting_type: "执委会会议", unit_code: "U00", held_date: "2026-03-20", first_topic_done: "否"}
    ]
  });
  expect(await kpi(db, "K01", {month: "2026-03"})).toBe(50);
  expect(await kpi(db, "K01", {month: "2026-03", unit: "U01"})).toBe(0);
  expect(await kpi(db, "K01", {month: "2026-03", segment: `会议类型=${COMMITTEE}`})).toBe(100);
});

test("months without such a meeting have no value, and last year's meetings do not help", async () => {
  const db = await memoryWarehouse({
    meetings: [
      {meeting_type: CHAIRS, held_date: "2025-12-31", first_topic_done: "是"},
      {meeting_type: CHAIRS, held_date: "2026-04-01", first_topic_done: "是"}
    ]
  });
  expect(await kpi(db, "K01", {month: "2026-03"})).toBeNull();
  expect(await kpi(db, "K01", {month: "2026-04"})).toBe(100);
});

test("each meeting without its first topic is named by its day, in its unit", async () => {
  const db = await memoryWarehouse({
    meetings: [
      {meeting_type: COMMITTEE, unit_code: "U00", held_date: "2026-03-02", first_topic_done: "否"},
      {meeting_type: CHAIRS, unit_code: "U01", held_date: "2026-04-10", first_topic_done: null},
      {meeting_type: CHAIRS, unit_code: "U01", held_date: "2026-04-10", first_topic_done: "不适用"}
    ]
  });
  const missed = {march: `未落实（次）=3月2日${COMMITTEE}`, april: `未落实（次）=4月10日${CHAIRS}`};
  expect(await kpi(db, "K01", {month: "2026-03", segment: missed.march})).toBe(1);
  expect(await kpi(db, "K01", {month: "2026-03", segment: missed.april})).toBeNull();
  expect(await kpi(db, "K01", {month: "2026-04", segment: missed.march})).toBe(1);
  expect(await kpi(db, "K01", {month: "2026-04", segment: missed.april, unit: "U01"})).toBe(1);
});
