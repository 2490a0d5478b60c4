import type {DuckDBConnection} from "@duckdb/node-api";
import {expect, test} from "vitest";
import {rows} from "#pipelines/duckdb/rows.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

async function freshTo(db: DuckDBConnection, dataset: string): Promise<string | null | undefined> {
  const found = await rows<{fresh_to: string | null}>(
    db,
    "select fresh_to from marts.freshness where dataset = $dataset",
    {
      dataset
    }
  );
  return found[0]?.fresh_to;
}

test("an activity planned for December does not make June's file fresh until December", async () => {
  const db = await memoryWarehouse({
    activities: [
      {
        as_of: "2026-06-30",
        rows: [
          {activity_id: "A1", start_date: "2026-06-18", end_date: "2026-06-20"},
          {activity_id: "A2", start_date: "2026-12-05", status: "计划"}
        ]
      }
    ],
    participation: [{as_of: "2026-07-02", rows: [{activity_id: "A1", attended: true}]}]
  });
  expect(await freshTo(db, "activities")).toBe("2026-06-20");
  expect(await freshTo(db, "participation")).toBe("2026-06-18");
});

test("a roster is as fresh as its newest day, a month's report at most as the day it was sent", async () => {
  const db = await memoryWarehouse({
    members: [
      {as_of: "2026-06-01", rows: [{}]},
      {as_of: "2026-03-01", rows: [{}]}
    ],
    digital: [{as_of: "2026-06-28", rows: [{stat_month: "2026-05"}, {stat_month: "2026-06"}]}]
  });
  expect(await freshTo(db, "members")).toBe("2026-06-01");
  expect(await freshTo(db, "digital")).toBe("2026-06-28");
  expect(await freshTo(db, "media")).toBeUndefined();
});
