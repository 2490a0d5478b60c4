import type {DuckDBConnection} from "@duckdb/node-api";
import {type Contract, duckdbTypeOf, type Field, fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readKpiValue} from "#pipelines/numbers/kpis.ts";
import {buildModels} from "#pipelines/models/models.ts";
import {tellAssistanceSums} from "#pipelines/privacy/assistance-sums.ts";
import {describeRaw} from "#pipelines/models/raw-description.ts";
import {createRawTables, isNewestSql} from "./raw-tables.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";

type Cell = string | number | boolean | string[] | null;
export type PartialRow = Record<string, Cell | undefined>;

/** One file sent to a dataset; those later in the list were sent later. */
export interface SentFile {
  rows: PartialRow[];
  as_of?: string;
  unit_code?: string;
  sent_at?: string;
  is_approved?: boolean;
  /** As it was sent by default. */
  approved_at?: string;
}

/** Dataset → its rows, or its files in the order they were sent. A dataset not named was never loaded. */
export type Sent = Record<string, PartialRow[] | SentFile[]>;

export interface PlanChanges {
  festivals?: {occasion: string; festival_on: string}[];
  parameters?: Record<string, string>;
}

const PLAN_YEAR = 2026;

/** A real in-memory warehouse through the real models; columns not given are filled in from the contracts. */
export async function memoryWarehouse(sent: Sent, plan: PlanChanges = {}): Promise<DuckDBConnection> {
  const db = await memoryDatabase();
  await createRawTables(db);
  await changePlan(db, plan);
  let sentOrder = 0;
  for (const [dataset, files] of Object.entries(sent)) {
    const contract = readContracts().get(dataset);
    if (!contract) throw new Error(`no contract ${dataset}`);
    for (const file of sentFilesOf(files)) await loadFile(db, contract, file, ++sentOrder);
    await db.run(
      `create or replace table raw.${dataset} as
      select * replace (${isNewestSql(contract)} as is_newest) from raw.${dataset}`
    );
  }
  await describeRaw(db);
  await buildModels(db);
  await tellAssistanceSums(db, {catalog: "memory", reachedOn: "9999-12-31"});
  return db;
}

/** A KPI's value in a month (`2026-03`), by the one rule. */
export async function kpi(
  db: DuckDBConnection,
  code: string,
  {month, unit, segment}: {month: string; unit?: string; segment?: string}
): Promise<number | null> {
  return readKpiValue(db, code, {month: `${month}-01`, unit_code: unit, segment});
}

function sentFilesOf(files: PartialRow[] | SentFile[]): SentFile[] {
  const [first] = files;
  if (first && isSentFile(first)) return files as SentFile[];
  return [{rows: files as PartialRow[]}];
}

function isSentFile(item: PartialRow | SentFile): item is SentFile {
  return "rows" in item;
}

async function loadFile(db: DuckDBConnection, contract: Contract, file: SentFile, sentOrder: number): Promise<void> {
  const submissionId = `S${String(sentOrder).padStart(3, "0")}`;
  const asOf = file.as_of ?? "2026-01-01";
  await db.run(
    `insert into raw.submissions
    values ($submissionId, $dataset, $unitCode, $asOf::date, $sentOrder, $sentAt::timestamp, $isApproved,
      if($isApproved, $approvedAt::timestamp, null))`,
    {
      submissionId,
      dataset: contract.name,
      unitCode: file.unit_code ?? null,
      asOf,
      sentOrder,
      sentAt: file.sent_at ?? `${asOf} 09:00:00`,
      isApproved: file.is_approved ?? true,
      approvedAt: file.approved_at ?? file.sent_at ?? `${asOf} 09:00:00`
    }
  );
  const structure = JSON.stringify([
    Object.fromEntries(contract.fields.map((field) => [field.name, duckdbTypeOf(field)]))
  ]);
  const rows = file.rows.map((row, index) => filledRow(contract, row, `${submissionId}-${index + 1}`));
  await db.run(
    `insert into raw.${contract.name}
    select rows.*, $submissionId, $sentOrder, $asOf::date, row_number() over (), true
    from (select unnest(from_json($rows, '${structure}'), max_depth := 2)) as rows`,
    {submissionId, sentOrder, asOf, rows: JSON.stringify(rows)}
  );
}

function filledRow(contract: Contract, row: PartialRow, newKey: string): PartialRow {
  for (const name of Object.keys(row)) fieldOf(contract, name);
  return Object.fromEntries(
    contract.fields.map((field) => {
      const given = row[field.name];
      if (given !== undefined) return [field.name, cellOf(field, given)];
      if (contract.primaryKey.includes(field.name) && field.type === "string" && !field.reference)
        return [field.name, newKey];
      return [field.name, field.constraints?.required ? exampleOf(field) : null];
    })
  );
}

function cellOf(field: Field, value: Cell): Cell {
  if (field.type === "yearmonth" && typeof value === "string") return `${value.slice(0, 7)}-01`;
  if (field.type === "list" && typeof value === "string") return value.split(";");
  return value;
}

function exampleOf(field: Field): Cell {
  if (field.example === undefined) throw new Error(`${field.name} is required and has no example`);
  if (field.type === "boolean") return field.example === "是";
  if (field.type === "integer" || field.type === "number") return Number(field.example);
  return cellOf(field, field.example);
}

async function changePlan(db: DuckDBConnection, {festivals, parameters}: PlanChanges): Promise<void> {
  if (festivals) await db.run("delete from raw.plan_festivals");
  for (const {occasion, festival_on} of festivals ?? []) {
    await db.run(
      "insert into raw.plan_festivals by name select $year as year, $occasion as occasion, $on::date as festival_on",
      {
        year: PLAN_YEAR,
        occasion,
        on: festival_on
      }
    );
  }
  for (const [name, value] of Object.entries(parameters ?? {})) {
    await db.run("update raw.plan_parameters set value = $value where name = $name", {name, value});
  }
}
