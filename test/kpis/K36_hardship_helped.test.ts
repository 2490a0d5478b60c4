import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const file = {record_type: "困难建档", unit_code: "U01", file_date: "2026-01-10", file_status: "在档", plan_made: true};
const help = {record_type: "建档帮扶", unit_code: "U01"};

test("an exit received in July rewrites no earlier month", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {
        as_of: "2026-01-31",
        rows: [
          {...file, record_id: "H1", person_id: "P1"},
          {...file, record_id: "H2", person_id: "P2"},
          {...help, record_id: "H3", person_id: "P1", pay_date: "2026-01-20"}
        ]
      },
      {as_of: "2026-07-15", rows: [{...file, record_id: "H2", person_id: "P2", file_status: "已退出"}]}
    ]
  });
  expect(await kpi(db, "K36", {month: "2026-06"})).toBe(50);
  expect(await kpi(db, "K36", {month: "2026-07"})).toBe(100);
});

test("an open file needs a plan, and help since January; a visit will do, an allowance will not", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {...file, person_id: "P1"},
      {...help, person_id: "P1", visit_date: "2026-03-31"},
      {...file, person_id: "P2", plan_made: false},
      {...help, person_id: "P2", visit_date: "2026-03-01"},
      {...file, person_id: "P3"},
      {...help, person_id: "P3", pay_date: "2025-12-31"},
      {...file, person_id: "P4"},
      {record_type: "临时补助", person_id: "P4", pay_date: "2026-03-01"}
    ]
  });
  expect(await kpi(db, "K36", {month: "2026-02"})).toBe(0);
  expect(await kpi(db, "K36", {month: "2026-03"})).toBe(25);
});

test("a file opened in March counts from March, whenever the list of it was sent", async () => {
  const db = await memoryWarehouse({
    assistance: [{as_of: "2026-11-20", rows: [{...file, file_date: "2026-03-05", person_id: "P1"}]}]
  });
  expect(await kpi(db, "K36", {month: "2026-02"})).toBeNull();
  expect(await kpi(db, "K36", {month: "2026-03"})).toBe(0);
});

test("a later record of the person that says it has ended closes the file from its own day", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {
        as_of: "2026-11-20",
        rows: [
          {...file, record_id: "H1", person_id: "P1"},
          {...help, record_id: "H2", person_id: "P1", visit_date: "2026-07-10", file_status: "已退出"}
        ]
      }
    ]
  });
  expect(await kpi(db, "K36", {month: "2026-06"})).toBe(0);
  expect(await kpi(db, "K36", {month: "2026-07"})).toBeNull();
});

test("rows that are sent again unchanged do not open a file that was closed since", async () => {
  const opened = {...file, record_id: "H1", person_id: "P1"};
  const closed = {...help, record_id: "H2", person_id: "P1", visit_date: "2026-03-10", file_status: "已退出"};
  const db = await memoryWarehouse({
    assistance: [
      {as_of: "2026-03-31", rows: [closed, opened]},
      {as_of: "2026-06-30", rows: [closed, opened]}
    ]
  });
  expect(await kpi(db, "K36", {month: "2026-02"})).toBe(0);
  expect(await kpi(db, "K36", {month: "2026-05"})).toBeNull();
  expect(await kpi(db, "K36", {month: "2026-06"})).toBeNull();
});
