import {expect, test} from "vitest";
import {rows} from "../rows.ts";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const activities = [
  {activity_id: "A1", category: "体育健身", start_date: "2026-02-10"},
  {activity_id: "A2", category: "业务培训", audience: "工会干部", start_date: "2026-03-10"},
  {activity_id: "A3", category: "宣传培训", start_date: "2026-04-10"},
  {activity_id: "A4", category: "宣传培训", start_date: "2026-05-10"},
  {activity_id: "A5", category: "代表培训", start_date: "2026-06-10"},
  {activity_id: "A6", category: "新教职工融入", deliverable_codes: "T06-02", start_date: "2026-07-10"}
];

const oneOfAll = () =>
  memoryWarehouse({
    units: [{unit_code: "U01", unit_type: "学院", union_set_up: "独立设置"}],
    members: [
      {
        person_id: "P1",
        unit_code: "U01",
        is_union_cadre: true,
        congress_role: "教代会代表",
        hire_date: "2026-01-01"
      }
    ],
    activities,
    participation: activities.map(({activity_id}) => ({activity_id, person_id: "P1", attended: true}))
  });

test.each([
  ["K02", "2026-02", "2026-03"],
  ["K07", "2026-03", "2026-04"],
  ["K09", "2026-05", "2026-06"],
  ["K28", "2026-06", "2026-07"]
])(
  "%s counts a person from the first activity of its own kind, not from an earlier one of another",
  async (code, before, month) => {
    const db = await oneOfAll();
    expect(await kpi(db, code, {month: before})).toBe(0);
    expect(await kpi(db, code, {month})).toBe(100);
  }
);

test("a person has one row a year, with the month of the first activity that matches", async () => {
  const db = await oneOfAll();
  const first = (matches: string) =>
    rows(db, `select person_id, year, started_month::varchar as month from people.first_attended(${matches})`);
  expect(await first("category = '宣传培训'")).toEqual([{person_id: "P1", year: 2026, month: "2026-04-01"}]);
  expect(await first("true")).toEqual([{person_id: "P1", year: 2026, month: "2026-02-01"}]);
  expect(await first("category = '读书讲坛'")).toEqual([]);
});
