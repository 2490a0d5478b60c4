import type {DuckDBConnection} from "@duckdb/node-api";
import {createCurrentRows, type ReferenceData} from "#pipelines/checks/reference-tables.ts";
import {shownSql} from "#pipelines/contracts/shown-value.ts";
import {type Contract, fieldOf, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {placedThrough, rowPlace} from "#pipelines/contracts/row-place.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {openRows, openRowsBeside} from "#pipelines/sealed/sealed-rows.ts";
import {referenceDataOf} from "./reference-data.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {column, day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {row, rows} from "#pipelines/duckdb/rows.ts";
import {readInForce, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** A sensitive row as text for people. */
export interface ShownRow {
  /** From the newest roster that contains the person. */
  person_name: string | null;
  /** In the order of the contract's fields. */
  cells: (string | null)[];
}

/** One row of a submission. */
export interface SensitiveRow extends ShownRow {
  row_number: number;
}

/** One current row, whoever sent it. */
export interface CurrentRow extends ShownRow {
  unit_code: string | null;
  unit_name: string | null;
  /** The day that it speaks for, YYYY-MM-DD. */
  day: string | null;
}

export interface CurrentRows {
  /** The newest first. */
  rows: CurrentRow[];
  /** The number of all rows, shown or not. */
  count: number;
}

const SHOWN = {person_name: orNull(text), cells: column<ShownRow["cells"]>("VARCHAR[]")};

/**
 * Reads every row of a sensitive submission in the file's order. The caller has checked the permission and the purpose.
 */
export async function readSensitiveRows(
  dir: DataDir,
  ledger: Ledger,
  {name, submission}: {name: string; submission: SubmissionWithVerdict}
): Promise<SensitiveRow[]> {
  const contract = readContracts().get(submission.dataset)!;
  const known = await referenceDataOf(dir, ledger);
  return withScratch(dir, name, async ({db}) => {
    await openRows(db, dir, [submission]);
    const shown = await shownOf(db, contract, known);
    return rows(
      db,
      {row_number: integer, ...SHOWN},
      `select own.row_number, ${shown.columns}
      from (${acceptedSql(contract, [acceptedRowsOf(dir, submission)])}) as own
      ${shown.joins}
      order by own.row_number`
    );
  });
}

interface CurrentRowsRequest {
  /** The name of the scratch database. */
  name: string;
  dataset: string;
  /** Null for all units and for rows without a unit. */
  unit: string | null;
  having: {field: string; value: string | null};
  /** The most rows to return. */
  most: number;
}

/**
 * Reads the current rows of a sensitive dataset: the newest accepted row of each key. The caller has checked the
 * permission and the purpose.
 */
export async function readCurrentRows(
  dir: DataDir,
  ledger: Ledger,
  {name, dataset, unit, having, most}: CurrentRowsRequest
): Promise<CurrentRows> {
  const contract = readContracts().get(dataset)!;
  const inForce = await readInForce(ledger);
  const known = await referenceDataOf(dir, ledger, inForce);
  return withScratch(dir, name, async ({db}) => {
    await openRowsBeside(db, dir, contract, inForce);
    for (const through of new Set([...placedThrough(contract), "units"])) await createCurrentRows(db, through, known);
    const place = rowPlace(contract, {rows: "own", newest: (through) => `current_${through}`});
    await db.run(
      `create temp table standing as
      select own.*, ${place.unit} as placed_unit, ${place.day ?? "null::date"} as placed_day
      from (${newestSql(contract, `(${acceptedSql(contract, known.accepted(dataset))})`)}) as own
      ${place.joins}
      where ($unit::varchar is null or ${place.unit} = $unit)
          and ($value::varchar is null or own.${fieldOf(contract, having.field).name} = $value)`,
      {unit, value: having.value}
    );
    const {count} = await row(db, {count: integer}, "select count(*)::integer as count from standing");
    const shown = await shownOf(db, contract, known);
    const newest = await rows(
      db,
      {unit_code: orNull(text), unit_name: orNull(text), day: orNull(day), ...SHOWN},
      `select own.placed_unit as unit_code, current_units.unit_name, own.placed_day as day, ${shown.columns}
      from standing as own
      left join current_units on current_units.unit_code = own.placed_unit
      ${shown.joins}
      order by own.placed_day desc nulls last, own.sent_order desc, own.row_number
      limit $most`,
      {most}
    );
    return {rows: newest, count};
  });
}

/** The columns of a ShownRow, from rows with the alias `own`. */
async function shownOf(
  db: DuckDBConnection,
  contract: Contract,
  known: ReferenceData
): Promise<{columns: string; joins: string}> {
  await createCurrentRows(db, "members", known);
  const person = contract.fields.find(({reference}) => reference === PERSON_ID);
  const cells = contract.fields.map((field) => shownSql(field, `own.${field.name}`));
  return {
    columns: `${person ? "current_members.name" : "null::varchar"} as person_name, [${cells.join(", ")}] as cells`,
    joins: person ? `left join current_members on current_members.person_id = own.${person.name}` : ""
  };
}
