import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const cadres = [
  {person_id: "P1", unit_code: "U01", is_union_cadre: true},
  {person_id: "P2", unit_code: "U01", is_union_cadre: true},
  {person_id: "P3", unit_code: "U02", is_union_cadre: true},
  {person_id: "P4", unit_code: "U02", is_union_cadre: true, on_post_status: "退休"},
  {person_id: "P5", unit_code: "U02", is_union_cadre: false}
];
const trainings = [
  {
    activity_id: "A1",
    category: "理论学习",
    audience: "工会干部;青年教职工",
    start_date: "2026-03-31",
    end_date: "2026-04-02"
  },
  {activity_id: "A2", category: "业务培训", audience: "工会干部", start_date: "2026-05-10"},
  {activity_id: "A3", category: "业务培训", audience: "全体", start_date: "2026-03-10"},
  {activity_id: "A4", category: "业务培训", audience: "工会干部", start_date: "2026-03-10", status: "延期"}
];

test("a cadre on post counts once, in the month the training starts", async () => {
  const db = await memoryWarehouse({
    members: cadres,
    activities: trainings,
    participation: [
      {activity_id: "A1", person_id: "P1"},
      {activity_id: "A2", person_id: "P1"},
      {activity_id: "A1", person_id: "P4"},
      {activity_id: "A1", person_id: "P5"}
    ].map((row) => ({...row, attended: true}))
  });
  expect(await kpi(db, "K02", {month: "2026-02"})).toBe(0);
  expect(await kpi(db, "K02", {month: "2026-03"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K02", {month: "2026-12", unit: "U01"})).toBe(50);
});

test("a training for everybody, a postponed one, and an absence train no cadre", async () => {
  const db = await memoryWarehouse({
    members: cadres,
    activities: trainings,
    participation: [
      {activity_id: "A3", person_id: "P1", attended: true},
      {activity_id: "A4", person_id: "P2", attended: true},
      {activity_id: "A2", person_id: "P3", attended: false}
    ]
  });
  expect(await kpi(db, "K02", {month: "2026-12"})).toBe(0);
});

test("before any participation is loaded there is no training coverage, not a coverage of 0", async () => {
  const db = await memoryWarehouse({members: cadres, activities: trainings});
  expect(await kpi(db, "K02", {month: "2026-12"})).toBeNull();
});
