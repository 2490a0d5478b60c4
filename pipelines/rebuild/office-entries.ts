import type {DuckDBConnection} from "@duckdb/node-api";
import type {LookBackEntry} from "#pipelines/ledger/look-backs.ts";
import type {StatusOverrideEntry} from "#pipelines/ledger/status-overrides.ts";

/** What the office wrote into the ledger about deliverables, beside every submission. */
export interface OfficeEntries {
  lookBacks: LookBackEntry[];
  overrides: StatusOverrideEntry[];
}

const LOOK_BACK = {
  look_back_id: "integer",
  plan_year: "integer",
  deliverable_code: "varchar",
  closed_on: "date",
  result: "varchar",
  sentence: "varchar",
  evidence_link: "varchar",
  looked_on: "date",
  looked_at: "timestamp"
} satisfies Partial<Record<keyof LookBackEntry, string>>;

const OVERRIDE = {
  override_id: "integer",
  plan_year: "integer",
  deliverable_code: "varchar",
  status: "varchar",
  reason: "varchar",
  until_on: "date",
  meeting: "varchar",
  decided_on: "date",
  set_on: "date"
} satisfies Partial<Record<keyof StatusOverrideEntry, string>>;

/** Creates `raw.look_backs` and `raw.status_overrides`, so that a past month is judged by what counted in it. */
export async function loadOfficeEntries(db: DuckDBConnection, {lookBacks, overrides}: OfficeEntries): Promise<void> {
  await createTable(db, {table: "raw.look_backs", columns: LOOK_BACK, entries: lookBacks});
  await createTable(db, {table: "raw.status_overrides", columns: OVERRIDE, entries: overrides});
}

interface Loaded {
  table: string;
  columns: Record<string, string>;
  entries: object[];
}

async function createTable(db: DuckDBConnection, {table, columns, entries}: Loaded): Promise<void> {
  await db.run(
    `create table ${table} as
    select entry.* from (select unnest(from_json($entries, '${JSON.stringify([columns])}')) as entry)`,
    {entries: JSON.stringify(entries)}
  );
}
