import type {DuckDBConnection} from "@duckdb/node-api";
import {expect, test} from "vitest";
import {rows} from "../rows.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
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

test("every dataset is as fresh as the days its rows speak for, whatever it is called", async () => {
  const of = (...rows: Record<string, string | number | null>[]) => [{as_of: "2027-02-15", rows}];
  const db = await memoryWarehouse({
    units: of({}),
    members: of({}),
    clubs: of({}),
    activities: of({activity_id: "A1", start_date: "2026-03-01", end_date: "2026-03-04"}),
    participation: of({activity_id: "A1"}),
    welfare: of({grant_year: 2026, issued_date: "2026-03-05"}),
    assistance: of({file_date: "2026-01-06", pay_date: "2026-03-06"}),
    proposals: of({submit_date: "2026-03-01", reply_date: "2026-03-07"}),
    meetings: of({held_date: "2026-03-08"}),
    awards: of({apply_date: "2026-03-09", result_date: null}),
    media: of({publish_date: "2026-03-10"}),
    digital: of({stat_month: "2026-03"}),
    procurement: of({record_year: 2025, record_date: "2026-03-12"}),
    progress: of({report_month: "2026-04"})
  });
  const read = await rows<{dataset: string; fresh_to: string}>(db, "select dataset, fresh_to from marts.freshness");
  const fresh = Object.fromEntries(read.map(({dataset, fresh_to}) => [dataset, fresh_to]));
  const owed = [...readContracts().values()].filter(({report}) => report);
  expect(Object.keys(fresh).sort()).toEqual(owed.map(({name}) => name).sort());
  expect(fresh).toEqual({
    units: "2027-02-15",
    members: "2027-02-15",
    clubs: "2027-02-15",
    activities: "2026-03-04",
    participation: "2026-03-01",
    welfare: "2026-12-31",
    assistance: "2026-03-06",
    proposals: "2026-03-07",
    meetings: "2026-03-08",
    awards: "2026-03-09",
    media: "2026-03-10",
    digital: "2026-03-31",
    procurement: "2026-03-12",
    progress: "2026-04-30"
  });
});

test("a purchase of a year without a day makes its whole year fresh, up to the day it was sent for", async () => {
  const db = await memoryWarehouse({
    procurement: [{as_of: "2026-06-30", rows: [{record_year: 2026, record_date: null}]}]
  });
  expect(await freshTo(db, "procurement")).toBe("2026-06-30");
});
