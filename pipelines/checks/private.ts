import type {DuckDBConnection} from "@duckdb/node-api";
import {type Contract, type Field, headersOf, PERSON_ID} from "../contract.ts";
import {headerKey} from "../files/header.ts";
import {locate} from "../files/records.ts";
import {columnLetters, type Table} from "../files/table.ts";
import {type Finding, isBlocking} from "../findings.ts";
import {rows} from "../warehouse/rows.ts";
import {trimmed} from "./cell-types.ts";
import type {KnownTables} from "./known.ts";
import {CANDIDATE, privateHeader, type PrivateKind, privateKinds} from "./private-numbers.ts";
import {lazily, literal} from "./sql-text.ts";

const ROWS_NAMED = 10;

/** Numbers of persons anywhere in the file, rows that are no data included: by column, kind and count, never by value. */
export async function privateFindings(
  db: DuckDBConnection,
  contract: Contract,
  table: Table,
  known: KnownTables
): Promise<Finding[]> {
  return [
    ...privateOnTop(table),
    ...(await privateColumns(db, contract, table)),
    ...(await privateCells(db, contract, table, known))
  ];
}

/** In the rows down to the header, under its words, or in another sheet: then the file takes the long way. */
export function hasPrivateTop(contract: Contract, table: Table): boolean {
  const isInOtherSheet = table.sheet?.findings.some(isBlocking) ?? false;
  return (
    isInOtherSheet ||
    privateOnTop(table).length > 0 ||
    table.headers.some((_, at) => askedFor(contract, table, at) !== undefined)
  );
}

function privateOnTop({top, sheet}: Table): Finding[] {
  const found = new Map<PrivateKind, number[]>();
  top.forEach((cells, at) => {
    const row = sheet?.rows[at] ?? at + 1;
    for (const kind of new Set(cells.flatMap((cell) => privateKinds(cell))))
      found.set(kind, [...(found.get(kind) ?? []), row]);
  });
  return [...found].map(([kind, all]) => ({
    code: "column/private",
    part: "above",
    kind,
    count: all.length,
    rows: all.slice(0, ROWS_NAMED)
  }));
}

/** What a column's header says it holds, unless the contract itself asks for it. */
function askedFor(contract: Contract, {headers, fields}: Table, at: number): PrivateKind | undefined {
  const kind = privateHeader(headers[at] ?? "");
  const field = fields[at];
  const isOwn = field && headersOf(field).some((header) => headerKey(header) === headerKey(headers[at]!));
  return isOwn ? undefined : kind;
}

async function privateColumns(db: DuckDBConnection, contract: Contract, table: Table): Promise<Finding[]> {
  const asked = table.headers.flatMap((_, at) => {
    const kind = askedFor(contract, table, at);
    return kind ? [{at, kind}] : [];
  });
  if (asked.length === 0) return [];
  const [filled = {}] = await rows<Record<string, number>>(
    db,
    `select ${asked.map(({at}) => `count(${trimmed(`c${at}`)})::integer as c${at}`).join(", ")} from typed`
  );
  return asked.flatMap(({at, kind}) => {
    const count = filled[`c${at}`] ?? 0;
    return count > 0 ? [inColumn(table, at, kind, count)] : [];
  });
}

function inColumn({headers}: Table, at: number, kind: PrivateKind, count: number): Finding {
  return {code: "column/private", part: "column", column: headers[at] ?? "", letters: columnLetters(at), kind, count};
}

interface Candidate {
  at: number;
  cell: string;
  is_outside: boolean;
  count: number;
  records: number[];
}

async function privateCells(
  db: DuckDBConnection,
  contract: Contract,
  table: Table,
  known: KnownTables
): Promise<Finding[]> {
  const surplus = table.headers.length;
  const columns = [...table.headers.map((_, at) => ({at, cell: `c${at}`})), {at: surplus, cell: "extra"}];
  const candidates: Candidate[] = [];
  for (const {at, cell} of columns.filter((column) => askedFor(contract, table, column.at) === undefined)) {
    const field = table.fields[at];
    const values = field && known.references.get(field);
    candidates.push(
      ...(await rows<Candidate>(
        db,
        `select ${at} as at, cell, is_outside, count(*)::integer as count, list(record order by record)[:${ROWS_NAMED}] as records
        from (select record, skip is not null as is_outside, ${cell} as cell from typed_all
          where ${lazily(`strlen(${cell}) >= 11`, `regexp_matches(${cell}, ${literal(CANDIDATE)})`)})
        ${values ? `where ${trimmed("cell")} not in (select value from ${values})` : ""}
        group by all`
      ))
    );
  }
  const found = new Found();
  for (const candidate of candidates) {
    const field = table.fields[candidate.at];
    for (const kind of privateKinds(candidate.cell, {isRecordNumber: field && isRecordNumber(contract, field)}))
      if (!(kind === "mobile" && field && isOwnNumber(field))) found.add(candidate, kind);
  }
  return [
    ...found.inside.map(({at, kind, count}) =>
      at === surplus
        ? {code: "column/private" as const, part: "beside" as const, kind, count}
        : inColumn(table, at, kind, count)
    ),
    ...(await found.outside(table))
  ];
}

class Found {
  readonly #inside = new Map<string, {at: number; kind: PrivateKind; count: number}>();
  readonly #outside = new Map<PrivateKind, Set<number>>();

  add({at, is_outside, count, records}: Candidate, kind: PrivateKind): void {
    if (is_outside) {
      this.#outside.set(kind, new Set([...(this.#outside.get(kind) ?? []), ...records]));
      return;
    }
    const key = `${at} ${kind}`;
    this.#inside.set(key, {at, kind, count: count + (this.#inside.get(key)?.count ?? 0)});
  }

  get inside() {
    return [...this.#inside.values()];
  }

  async outside(table: Table): Promise<Finding[]> {
    const places = await locate(
      table,
      [...this.#outside.values()].flatMap((records) => [...records])
    );
    return [...this.#outside].map(([kind, records]) => {
      const at = [...records].flatMap((record) => places.get(record)?.row ?? []).sort((a, b) => a - b);
      return {code: "column/private", part: "below", kind, count: at.length, rows: at.slice(0, ROWS_NAMED)};
    });
  }
}

/** The contract asks for this very number, so it is no surprise there. */
function isOwnNumber({title}: Field): boolean {
  return privateHeader(title) === "mobile";
}

/** Units and systems number their records as they like; people are numbered shortly. */
function isRecordNumber({name, primaryKey}: Contract, field: Field): boolean {
  if (field.reference !== undefined) return field.reference !== PERSON_ID;
  return primaryKey.includes(field.name) && `${name}.${field.name}` !== PERSON_ID;
}

/**
 * The quick question before the full one, as SQL over `t_<field>` and `<field>`. What is on a list, is looked up or is a
 * day cannot hold such a number where it is what it should be.
 */
export function mayHoldPrivateSql(contract: Contract, field: Field): string[] {
  const {name, type, constraints, reference} = field;
  const t = `t_${name}`;
  if (type === "integer" || type === "number") return [`abs(${name}) >= 10000000000`];
  if (type === "datetime") return [`strlen(${t}) > 28`];
  if ((type !== "string" && type !== "list") || constraints?.enum || reference || isOwnNumber(field)) return [];
  const mayHold = lazily(`strlen(${t}) >= 11`, `regexp_matches(${t}, ${literal(CANDIDATE)})`);
  // A bare number is as long as a card's or a phone's by chance, and only its check digit tells an ID number.
  const isPlain = `regexp_full_match(${t}, '[0-9]{1,17}|[0-9]{19,}')`;
  return [isRecordNumber(contract, field) ? `(${lazily(mayHold, `not ${isPlain}`)})` : `(${mayHold})`];
}
