import type {DuckDBConnection} from "@duckdb/node-api";
import {type Contract, duckdbTypeOf, type Field} from "#pipelines/contracts/contract.ts";
import {isMoney} from "#pipelines/files/column-scale.ts";
import type {Correction} from "#pipelines/files/corrections.ts";
import type {Table} from "#pipelines/files/table.ts";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {countedUnitsOf, isOrdinal, mayBePercent} from "./counted-units.ts";
import {type NumberColumn, type NumberReading, readNumber} from "./number-reading.ts";
import {shownSql} from "#pipelines/contracts/shown-value.ts";
import {halfWidth} from "./cell-types.ts";
import {problemColumns, VALUE_SHOWN} from "./problem.ts";
import {FRACTION, MANY_DECIMALS, PERCENT} from "./spelling.ts";

const EXAMPLES = 10;

interface ReadCell {
  field: string;
  value: string;
  taken: string | null;
  unit: string | null;
  readings: string[] | null;
}

/**
 * Reads the number cells of `typed_all` that SQL could not, or whose column has a large unit, and puts the numbers in.
 * Returns the checks that report cells with several readings, and cells and columns whose unit changed the number.
 */
export async function readNumberCells(db: DuckDBConnection, contract: Contract, table: Table): Promise<string[]> {
  await db.run(
    "create or replace temp table number_cells (field varchar, value varchar, taken varchar, unit varchar, readings varchar[])"
  );
  const fields = contract.fields.filter(isNumber);
  for (const field of fields) await readColumn(db, field, scaleOf(field, table)?.tens);
  return [
    unsureCells(fields),
    ...fields.map((field) => unitNote(field, scaleOf(field, table)?.words)),
    ...fields.filter(({type}) => type === "number").map(roundedNote)
  ].filter((check) => check !== "");
}

const isNumber = ({type}: Field) => type === "integer" || type === "number";
const isPercent = ({constraints}: Field) => constraints?.maximum === 100;
const scaleOf = (field: Field, {fields, scales}: Table) => scales[fields.indexOf(field)];

async function readColumn(db: DuckDBConnection, field: Field, tens: number | undefined): Promise<void> {
  const {name} = field;
  const cells = await rows(
    db,
    {value: text, count: integer},
    `select t_${name} as value, count(*)::integer as count from typed_all
    where skip is null and t_${name} is not null ${tens === undefined ? `and ${name} is null` : ""} group by all`
  );
  if (cells.length === 0) return;
  const column = columnOf(field, tens);
  const read = cells.flatMap(({value}) => readCell(field, value, readNumber(value, column)));
  await db.run(
    `insert into number_cells select unnest(from_json($read,
      '[{"field":"varchar","value":"varchar","taken":"varchar","unit":"varchar","readings":["varchar"]}]'), recursive := true)`,
    {read: JSON.stringify(read)}
  );
  await db.run(
    `update typed_all set ${name} = try_cast(cells.taken as ${duckdbTypeOf(field)}) from number_cells as cells
    where cells.field = '${name}' and typed_all.t_${name} = cells.value`
  );
}

function columnOf(field: Field, tens?: number): NumberColumn {
  const units = {isOrdinal: isOrdinal(field), units: countedUnitsOf(field)};
  return {isMoney: isMoney(field), isPercent: isPercent(field) || mayBePercent(field), ...units, tens};
}

function readCell(field: Field, value: string, reading: NumberReading): ReadCell[] {
  const cell = {field: field.name, value, taken: null, unit: null, readings: null};
  if (reading.kind === "unsure")
    return [{...cell, readings: reading.readings.filter(({length}) => length < VALUE_SHOWN)}];
  if (reading.kind === "none") return [cell];
  const taken = field.type === "integer" ? wholeNumber(reading.taken) : reading.taken;
  return [{...cell, taken, unit: reading.unit ?? null}];
}

/** A cast would round 3.5. */
function wholeNumber(taken: string): string | null {
  return /^-?\d+(\.0*)?$/.test(taken) ? taken.replace(/\..*$/, "") : null;
}

function unsureCells(fields: Field[]): string {
  const each = fields.map(
    ({
      name
    }) => `select record, '${name}' as field, 'cell/number' as code, t_${name} as value, to_json(readings)::varchar as other
      from typed join number_cells as cells on cells.field = '${name}' and t_${name} = cells.value
      where readings is not null`
  );
  return each.join(" union all ");
}

/** One warning for each column in which a unit has changed numbers, with examples. */
function unitNote(field: Field, columnUnit: string | undefined): string {
  const {name} = field;
  const hasChanged = columnUnit === undefined ? "cells.unit is not null" : "taken is not null";
  const taken = shownSql(field, `typed.${name}`);
  const shown = `list_sort(list(distinct {'value': left(t_${name}, ${VALUE_SHOWN}), 'taken': ${taken}}))[:${EXAMPLES}]`;
  const unit = columnUnit === undefined ? "min(cells.unit)" : literal(columnUnit);
  return `select min(record) as record, '${name}' as field, 'cell/unit-applied' as code, null::varchar as value,
    json_object('count', count(*), 'unit', ${unit}, 'values', ${shown})::varchar as other
    from typed join number_cells as cells on cells.field = '${name}' and t_${name} = cells.value
    where ${hasChanged} and typed.${name} is not null having count(*) > 0`;
}

/** What binary arithmetic leaves behind 12.3 in a spreadsheet, 12.300000000000001, is less. */
const ROUNDED_FROM = "0.0000001";

/** One warning for each column with numbers of more decimals than are kept, with examples. */
function roundedNote(field: Field): string {
  const {name} = field;
  const digits = `regexp_extract(replace(${halfWidth(`t_${name}`)}, ',', ''), '^[^0-9]*([0-9]*[.][0-9]+)', 1)`;
  const exact = `abs(try_cast(coalesce(cells.taken, ${digits}) as decimal(38, 18)))`;
  const shown = `list_sort(list(distinct {'value': left(t_${name}, ${VALUE_SHOWN}), 'taken': ${shownSql(field, `typed.${name}`)}}))[:${EXAMPLES}]`;
  return `select min(record) as record, '${name}' as field, 'cell/rounded' as code, null::varchar as value,
    json_object('count', count(*), 'values', ${shown})::varchar as other
    from typed left join number_cells as cells on cells.field = '${name}' and t_${name} = cells.value
    where regexp_matches(t_${name}, ${literal(MANY_DECIMALS)}) and abs(${exact} - abs(typed.${name})) > ${ROUNDED_FROM} having count(*) > 0`;
}

/** A cell with its column, as the sender wrote it before it was corrected. */
type Replaced = Pick<Correction, "was"> & {field?: string};

/**
 * Cells of a column of 0 to 100 that may be a hundred times as much: 0.95 and 0.95%, 95% beside such a one, and 1
 * beside any of them. Once those beside it are corrected, a 1 says no more than before.
 */
export function percentChecks(contract: Contract, replaced: Replaced[]): string[] {
  return contract.fields
    .filter((field) => isNumber(field) && isPercent(field))
    .map((field) => {
      const {name} = field;
      const isBelowOne = `(${name} > 0 and ${name} < 1)`;
      const hasPercent = `regexp_full_match(t_${name}, ${literal(PERCENT)})`;
      const isFraction = `(regexp_full_match(t_${name}, ${literal(FRACTION)}) or (${isBelowOne} and not ends_with(t_${name}, '%')))`;
      const isOne = `(${name} = 1 and not ends_with(t_${name}, '%'))`;
      const hadShare = replaced.some((cell) => cell.field === name && isShare(field, cell.was));
      return `select ${problemColumns(name, "cell/percent", `t_${name}`)} from typed
        where ${isFraction} or ${isBelowOne} or (${hasPercent} and exists (select 1 from typed where ${isFraction}))
          or (${isOne} and (${hadShare} or exists (select 1 from typed where ${isFraction} or ${hasPercent})))`;
    });
}

/** Tells whether a cell has a percent sign, or a number below 1. */
function isShare(field: Field, cell: string): boolean {
  const read = readNumber(cell, columnOf(field));
  return read.kind === "number" && (/[%％]\s*$/.test(cell) || (Number(read.taken) > 0 && Number(read.taken) < 1));
}
