import {setImmediate} from "node:timers/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {locate} from "#pipelines/files/records.ts";
import type {Table} from "#pipelines/files/table.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {boolean, integer, integers, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {trimmed} from "./cell-types.ts";
import {columnsWhere} from "./columns-where.ts";
import type {ReferenceTables} from "./reference-tables.ts";
import {
  askedColumns,
  type Candidate,
  inColumn,
  isOwnNumber,
  isRecordNumber,
  privateAmong,
  privateOnTop,
  privateOutside,
  ROWS_NAMED
} from "./private-cells.ts";
import {CANDIDATE, privateKinds} from "#pipelines/findings/private-numbers.ts";
import {lazily, literal} from "#pipelines/duckdb/sql-text.ts";

/**
 * Finds numbers of persons anywhere in the file, in rows that are no data too. Findings give column, kind and count,
 * never the value.
 */
export async function privateFindings(
  db: DuckDBConnection,
  contract: Contract,
  table: Table,
  known: ReferenceTables,
  corrected: Candidate[] = []
): Promise<Finding[]> {
  const candidates = await candidatesIn(db, contract, table, known);
  const {inside, outside} = privateAmong(contract, table, [...(await holdingNumbers(candidates)), ...corrected]);
  const places = await locate(
    table,
    [...outside.values()].flatMap((records) => [...records])
  );
  return [
    ...privateOnTop(table),
    ...(await privateColumns(db, contract, table, corrected)),
    ...inside,
    ...privateOutside(outside, (record) => places.get(record)!.row)
  ];
}

/** Between so many characters others get their turn: a file of long cells of digits takes seconds. */
const CHARACTERS_AT_ONCE = 500_000;

async function holdingNumbers(candidates: Candidate[]): Promise<Candidate[]> {
  const held: Candidate[] = [];
  let characters = 0;
  for (const candidate of candidates) {
    if (privateKinds(candidate.cell).length > 0) held.push(candidate);
    characters += candidate.cell.length;
    if (characters < CHARACTERS_AT_ONCE) continue;
    characters = 0;
    await setImmediate();
  }
  return held;
}

async function privateColumns(
  db: DuckDBConnection,
  contract: Contract,
  table: Table,
  corrected: Candidate[]
): Promise<Finding[]> {
  const asked = askedColumns(contract, table);
  if (asked.length === 0) return [];
  const [filled = {}] = await rows(
    db,
    Object.fromEntries(asked.map(({at}) => [`c${at}`, integer])),
    `select ${asked.map(({at}) => `count(${trimmed(`c${at}`)})::integer as c${at}`).join(", ")} from typed`
  );
  return asked.flatMap(({at, kind}) => {
    const emptied = corrected
      .filter((each) => each.at === at && each.cell !== "")
      .reduce((sum, {count}) => sum + count, 0);
    const count = (filled[`c${at}`] ?? 0) + emptied;
    return count > 0 ? [inColumn(table, {at, kind, count})] : [];
  });
}

async function candidatesIn(
  db: DuckDBConnection,
  contract: Contract,
  table: Table,
  known: ReferenceTables
): Promise<Candidate[]> {
  const asked = new Set(askedColumns(contract, table).map(({at}) => at));
  const columns = [...table.headers.map((_, at) => ({at, cell: `c${at}`})), {at: table.headers.length, cell: "extra"}];
  const candidates: Candidate[] = [];
  const long = await columnsWhere(
    db,
    {columns: columns.filter(({at}) => !asked.has(at)), from: "typed_all"},
    ({cell}) => isLong(cell)
  );
  for (const {at, cell} of long) {
    const field = table.fields[at];
    const values = field && known.references.get(field);
    candidates.push(
      ...(await rows(
        db,
        {at: integer, cell: text, isOutside: boolean, count: integer, records: integers},
        `select ${at} as at, cell, is_outside as "isOutside", count(*)::integer as count,
          list(record order by record)[:${ROWS_NAMED}] as records
        from (select record, skip is not null as is_outside, ${cell} as cell from typed_all
          where ${lazily(isLong(cell), `regexp_matches(${cell}, ${literal(CANDIDATE)})`)})
        ${values ? `where ${trimmed("cell")} not in (select value from ${values})` : ""}
        group by all order by min(record)`
      ))
    );
  }
  return candidates;
}

/** No number of a person is shorter, in bytes. */
const isLong = (cell: string) => `strlen(${cell}) >= 11`;

/**
 * SQL that tells cheaply whether a cell of the field may contain such a number, over `t_<field>` and `<field>`. A valid
 * enum value, reference or day cannot.
 */
export function mayHoldPrivateSql(contract: Contract, field: Field): string[] {
  const {name, type, constraints, reference} = field;
  const t = `t_${name}`;
  if (type === "integer" || type === "number") return [`abs(${name}) >= 10000000000`];
  if (type === "datetime") return [`strlen(${t}) > 28`];
  if ((type !== "string" && type !== "list") || constraints?.enum || reference || isOwnNumber(field)) return [];
  const mayHold = lazily(isLong(t), `regexp_matches(${t}, ${literal(CANDIDATE)})`);
  // A plain number may have the length of a card or phone number by chance, so only the check digit of an ID number
  // counts.
  const isPlain = `regexp_full_match(${t}, '[0-9]{1,17}|[0-9]{19,}')`;
  return [isRecordNumber(contract, field) ? `(${lazily(mayHold, `not ${isPlain}`)})` : `(${mayHold})`];
}
