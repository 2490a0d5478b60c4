import type {DuckDBConnection} from "@duckdb/node-api";
import {type Correction, inOrder, type MadeCorrection, placeOf} from "#pipelines/files/corrections.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {recordsAt} from "#pipelines/files/records.ts";
import type {TextRecord} from "#pipelines/files/record-steps.ts";
import type {Table} from "#pipelines/files/table.ts";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import type {Finding, Place} from "#pipelines/findings/findings.ts";
import {trimmed} from "./cell-types.ts";
import type {Candidate} from "./private-cells.ts";

/** A correction with its column and, unless it concerns the whole column, its record. */
interface PlacedCorrection extends Correction {
  nth: number;
  at: number;
  row?: number;
  record?: TextRecord;
}

/**
 * Applies corrections to `staged`, all or none: each must match the text that it was made for. The sender's texts enter
 * SQL as data.
 */
export async function correctStaged(
  db: DuckDBConnection,
  table: Table,
  corrections: Correction[]
): Promise<{made: MadeCorrection[]} | {misfits: Finding[]}> {
  if (corrections.length === 0) return {made: []};
  const placed = await placedIn(table, corrections);
  const misfits = [...strays(table, placed), ...placed.flatMap((correction) => misfitOf(table, correction))];
  if (misfits.length > 0) return {misfits};
  await createCorrections(db, placed);
  const counts = await countsIn(db, placed);
  const made = placed.map(({nth, cell, was, is, at, record}) => ({
    ...{cell, was, is, column: table.headers[at] ?? "", field: table.fields[at]?.name},
    count: record ? 1 : (counts.get(nth) ?? 0)
  }));
  const idle = made.filter(({count}) => count === 0);
  if (idle.length > 0) return {misfits: [{code: "file/corrections", cells: idle.map(({cell}) => cell)}]};
  for (const at of new Set(placed.map((each) => each.at))) await correctColumn(db, at);
  return {made};
}

async function placedIn(table: Table, corrections: Correction[]): Promise<PlacedCorrection[]> {
  const placed = inOrder(corrections).map((correction, nth) => ({...correction, nth, ...placeOf(correction.cell)}));
  const records = await recordsAt(
    table,
    placed.flatMap(({row}) => row ?? [])
  );
  return placed.map((each) => ({...each, record: each.row === undefined ? undefined : records.get(each.row)}));
}

/** Returns a finding for corrections of cells that the table does not have. */
function strays(table: Table, placed: PlacedCorrection[]): Finding[] {
  const cells = placed
    .filter(({at, row, record}) => at >= table.headers.length || (row !== undefined && !record))
    .map(({cell}) => cell);
  return cells.length > 0 ? [{code: "file/corrections", cells}] : [];
}

function misfitOf(table: Table, {at, was, record}: PlacedCorrection): Finding[] {
  const value = record?.cells[at] ?? "";
  if (!record || at >= table.headers.length || value === was) return [];
  return [{code: "cell/correction", place: placeAt(table, record, at), value, was}];
}

async function createCorrections(db: DuckDBConnection, placed: PlacedCorrection[]): Promise<void> {
  const list = placed.map(({nth, at, record, was, is}) => ({nth, at, record: record?.record ?? null, was, is}));
  await db.run(
    `create or replace temp table corrections as select unnest(from_json($list,
      '[{"nth":"integer","at":"integer","record":"integer","was":"varchar","is":"varchar"}]'), recursive := true)`,
    {list: JSON.stringify(list)}
  );
  await db.run('create or replace temp table corrected_cells ("at" integer, record integer, text varchar)');
}

/** Counts the cells that each correction of a whole column matches. */
async function countsIn(db: DuckDBConnection, placed: PlacedCorrection[]): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const at of new Set(placed.flatMap((each) => (each.record ? [] : [each.at])))) {
    const counted = await rows(
      db,
      {nth: integer, count: integer},
      `select nth, count(*)::integer as count from staged join ${wholeColumn(at)} group by nth`
    );
    for (const {nth, count} of counted) counts.set(nth, count);
  }
  return counts;
}

async function correctColumn(db: DuckDBConnection, at: number): Promise<void> {
  await db.run(`insert into corrected_cells
    select ${at}, staged.record, own."is" from staged join ${wholeColumn(at)}
    union all select ${at}, record, "is" from corrections where "at" = ${at} and record is not null`);
  await db.run(`update staged set c${at} = own.text from (select record, text from corrected_cells where "at" = ${at}) as own
    where staged.record = own.record`);
}

/** Reads the corrected cells by record and column, with their new texts. */
export async function readCorrectedCells(db: DuckDBConnection): Promise<Map<number, Map<number, string>>> {
  const cells = await rows(
    db,
    {at: integer, record: integer, text},
    'select "at", record, text from corrected_cells order by record, "at"'
  );
  const byRecord = new Map<number, Map<number, string>>();
  for (const {record, at, text: is} of cells) {
    const own = byRecord.get(record) ?? new Map<number, string>();
    byRecord.set(record, own.set(at, is));
  }
  return byRecord;
}

/** A cell with a correction of its own is not corrected with its column. */
function wholeColumn(at: number): string {
  return `(select * from corrections where "at" = ${at} and record is null) as own
    on ${trimmed(`staged.c${at}`)} = ${trimmed("own.was")}
    and staged.record not in (select record from corrections where "at" = ${at} and record is not null)`;
}

function placeAt(table: Table, {row, line}: TextRecord, at: number): Place {
  const place = {row, line, ...(table.sheet && {sheet: table.sheet.name})};
  return {...place, column: table.headers[at], cell: `${columnLetters(at)}${row}`};
}

/** The old texts of corrected cells may contain numbers of persons, which the original would keep. */
export function candidatesAmong(made: MadeCorrection[]): Candidate[] {
  return made.map(({cell, was, count}) => ({at: placeOf(cell).at, cell: was, isOutside: false, count, records: []}));
}
