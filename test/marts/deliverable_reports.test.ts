import type {DuckDBConnection} from "@duckdb/node-api";
import {expect, test} from "vitest";
import {row} from "../rows.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const report = {
  deliverable_code: "T02-03",
  unit_code: "U01",
  report_month: "2026-02",
  status: "进行中",
  percent_done: 20
};

function standing(db: DuckDBConnection, columns: string, month: string): Promise<Record<string, unknown>> {
  return row(db, `select ${columns} from marts.deliverable_reports where month = $month::date`, {month: `${month}-01`});
}

test("a deliverable is finished when the last of its units says so", async () => {
  const db = await memoryWarehouse({
    progress: [
      {...report, status: "已完成", percent_done: 100, evidence_link: "https://example.edu.cn/1"},
      {...report, unit_code: "U02", evidence_link: " "},
      {...report, unit_code: "U02", report_month: "2026-04", status: "已完成", percent_done: 100}
    ]
  });
  const columns = "is_finished, percent_done, evidence_missing, last_report_month";
  expect(await standing(db, columns, "2026-03")).toEqual({
    is_finished: false,
    percent_done: 60,
    evidence_missing: true,
    last_report_month: "2026-02-01"
  });
  expect(await standing(db, columns, "2026-04")).toMatchObject({is_finished: true, percent_done: 100});
});

test("the first planned day stays visible, and only moves to a later day are postponements", async () => {
  const planned = (month: string, day: string | null) => ({...report, report_month: month, planned_finish_date: day});
  const db = await memoryWarehouse({
    progress: [
      planned("2026-02", null),
      planned("2026-03", "2026-06-30"),
      planned("2026-04", "2026-09-30"),
      planned("2026-05", null),
      planned("2026-06", "2026-08-31"),
      planned("2026-07", "2026-11-30")
    ]
  });
  const columns = "planned_first, planned_latest, times_postponed::integer as times_postponed";
  expect(await standing(db, columns, "2026-05")).toEqual({
    planned_first: "2026-06-30",
    planned_latest: "2026-09-30",
    times_postponed: 1
  });
  expect(await standing(db, columns, "2026-07")).toEqual({
    planned_first: "2026-06-30",
    planned_latest: "2026-11-30",
    times_postponed: 2
  });
});

test("one newest report that the office has not approved leaves the deliverable unapproved", async () => {
  const db = await memoryWarehouse({
    progress: [
      {unit_code: "U01", is_approved: true, rows: [report]},
      {unit_code: "U02", is_approved: false, rows: [{...report, unit_code: "U02", report_month: "2026-03"}]}
    ]
  });
  expect(await standing(db, "is_approved, sent_by_office", "2026-02")).toEqual({
    is_approved: true,
    sent_by_office: false
  });
  expect(await standing(db, "is_approved", "2026-03")).toEqual({is_approved: false});
});
