import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {letterCaseOf} from "#pipelines/contracts/contracts.ts";
import type {Table} from "#pipelines/files/table.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {isIdentifier} from "./cell-words.ts";
import {trimmed} from "./cell-types.ts";
import {isFreeText} from "./kept-characters.ts";
import {columnsWhere} from "./columns-where.ts";
import {partsOf} from "./list-parts.ts";
import {VALUE_SHOWN} from "./problem.ts";
import {ODD_CHARACTERS, plainCharacters, plainCode, wordKey} from "./plain-characters.ts";

const EXAMPLES = 10;

/**
 * Replaces cells of `staged` by what their characters mean, before they are typed: codes, words of a list, days and
 * numbers with characters that nobody sees or that look like others. Free text stays as it is. Returns the checks that
 * report what codes and words were taken for.
 */
export async function readPlainCells(db: DuckDBConnection, contract: Contract, table: Table): Promise<string[]> {
  await db.run(
    "create or replace temp table plain_cells (field varchar, record integer, value varchar, taken varchar)"
  );
  const columns = [...table.fields.entries()].flatMap(([at, field]) =>
    field && !isFreeText(field) ? [{field, column: `c${at}`}] : []
  );
  const odd = await columnsWhere(db, {columns, from: "staged"}, isOdd);
  for (const each of odd) await readColumn(db, each);
  return odd.flatMap(({field}) => (isWord(field) ? [noteSql(field)] : []));
}

interface StagedColumn {
  field: Field;
  column: string;
}

const isWord = (field: Field) =>
  isIdentifier(field) || field.reference !== undefined || field.constraints?.enum !== undefined;

/** SQL that tells whether the cell may mean something else than it shows. */
function isOdd({field, column}: StagedColumn): string {
  const cell = trimmed(column);
  const odd = [`regexp_matches(${cell}, '${ODD_CHARACTERS.replaceAll("'", "''")}')`];
  if (letterCaseOf(field) === "upper") odd.push(`${cell} <> upper(${cell})`);
  const allowed = wordsOf(field);
  if (allowed) odd.push(`${cell} not in (${allowed.map(literal).join(", ")})`);
  return `${cell} is not null and (${odd.join(" or ")})`;
}

async function readColumn(db: DuckDBConnection, {field, column}: StagedColumn): Promise<void> {
  const cell = trimmed(column);
  const cells = await rows(
    db,
    {value: text},
    `select distinct ${cell} as value from staged where ${isOdd({field, column})}`
  );
  const read = cells
    .map(({value}) => ({value, taken: takenFor(field, value)}))
    .filter(({value, taken}) => taken !== value);
  if (read.length === 0) return;
  await db.run(
    `insert into plain_cells select '${field.name}', record, value, taken
    from staged join (select unnest(from_json($read, '[{"value":"varchar","taken":"varchar"}]'), recursive := true)) on ${cell} = value`,
    {read: JSON.stringify(read)}
  );
  await db.run(
    `update staged set ${column} = taken from plain_cells where field = '${field.name}' and staged.record = plain_cells.record`
  );
}

const wordsOf = ({type, constraints}: Field) => (type === "string" || type === "list" ? constraints?.enum : undefined);

function takenFor(field: Field, value: string): string {
  if (field.type !== "list") return takenWord(field, value);
  const parts = partsOf(value);
  const taken = parts.map((part) => takenWord(field, part));
  return taken.every((word, at) => word === parts[at]) ? value : taken.join(";");
}

function takenWord(field: Field, value: string): string {
  const plain = isIdentifier(field) ? plainCode(value) : plainCharacters(value);
  const cased = letterCaseOf(field) === "upper" ? plain.toUpperCase() : plain;
  return wordsOf(field)?.find((word) => wordKey(word) === wordKey(value)) ?? cased;
}

const shown = (column: string) => `left(${column}, ${VALUE_SHOWN})`;

/** One warning for each column, with examples. */
function noteSql({name}: Field): string {
  return `select min(record) as record, '${name}' as field, 'cell/plain-characters' as code, null::varchar as value,
    json_object('count', count(*), 'values', list_sort(list(distinct {'value': ${shown("value")}, 'taken': ${shown("taken")}}))[:${EXAMPLES}])::varchar as other
    from plain_cells semi join typed using (record) where field = '${name}' having count(*) > 0`;
}
