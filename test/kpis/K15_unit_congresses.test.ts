import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const congress = {meeting_type: "二级教代会", held_date: "2026-05-10", minutes_filed: true};

test("only units that must hold a congress are asked, and only a congress whose papers are filed counts", async () => {
  const db = await memoryWarehouse({
    units: [
      {unit_code: "U01", congress_required: true, unit_type: "学院"},
      {unit_code: "U02", congress_required: true, unit_type: "学院"},
      {unit_code: "U03", congress_required: true, unit_type: "机关部门"},
      {unit_code: "U04", congress_required: false, unit_type: "机关部门"}
    ],
    meetings: [
      {...congress, unit_code: "U01"},
      {...congress, unit_code: "U01", held_date: "2026-05-20"},
      {...congress, unit_code: "U02", minutes_filed: false},
      {...congress, unit_code: "U04"},
      {...congress, unit_code: "U03", held_date: "2026-06-01"}
    ]
  });
  expect(await kpi(db, "K15", {month: "2026-05"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K15", {month: "2026-06"})).toBeCloseTo(200 / 3);
  expect(await kpi(db, "K15", {month: "2026-06", segment: "单位类型=学院"})).toBe(50);
  expect(await kpi(db, "K15", {month: "2026-06", unit: "U04"})).toBeNull();
});

test("a unit excused in July is asked until June", async () => {
  const db = await memoryWarehouse({
    units: [
      {as_of: "2026-01-01", rows: [{unit_code: "U01", congress_required: true}]},
      {as_of: "2026-07-15", rows: [{unit_code: "U01", congress_required: false}]}
    ],
    meetings: [{meeting_type: "其他"}]
  });
  expect(await kpi(db, "K15", {month: "2026-06"})).toBe(0);
  expect(await kpi(db, "K15", {month: "2026-07"})).toBeNull();
});

test("a unit that only has to file stands apart from one that has not met", async () => {
  const db = await memoryWarehouse({
    units: ["U01", "U02", "U03"].map((unit_code) => ({unit_code, congress_required: true})),
    meetings: [
      {...congress, unit_code: "U01"},
      {...congress, unit_code: "U01", minutes_filed: false},
      {...congress, unit_code: "U02", minutes_filed: null}
    ]
  });
  const held = (segment: string, unit?: string) => kpi(db, "K15", {month: "2026-05", segment, unit});
  expect(await held("另列=未召开（个）")).toBe(1);
  expect(await held("另列=已召开未报备（个）")).toBe(1);
  expect(await held("另列=已召开未报备（个）", "U02")).toBe(1);
  expect(await held("另列=未召开（个）", "U03")).toBe(1);
});
