import {type Contract, type Field, headersOf, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {headerKey} from "#pipelines/files/header.ts";
import type {Layout} from "#pipelines/files/table.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {type Finding, isBlocking} from "#pipelines/findings/findings.ts";
import {privateHeader, type PrivateKind, privateKinds} from "#pipelines/findings/private-numbers.ts";

export const ROWS_NAMED = 10;

/** In the rows down to the header, under its words, or in another sheet: then the file takes the long way. */
export function hasPrivateTop(contract: Contract, table: Layout): boolean {
  const isInOtherSheet = table.sheet?.findings.some(isBlocking) ?? false;
  return isInOtherSheet || privateOnTop(table).length > 0 || askedColumns(contract, table).length > 0;
}

export function privateOnTop({top, sheet}: Layout): Finding[] {
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

/** Columns whose header says what they hold, unless the contract itself asks for it. */
export function askedColumns(
  contract: Contract,
  {headers, fields}: Pick<Layout, "headers" | "fields">
): {at: number; kind: PrivateKind}[] {
  return headers.flatMap((header, at) => {
    const kind = privateHeader(header);
    const field = fields[at];
    const isOwn = field && headersOf(field).some((own) => headerKey(own) === headerKey(header));
    return kind && !isOwn ? [{at, kind}] : [];
  });
}

export function inColumn({headers}: Layout, {at, kind, count}: PrivateColumn): Finding {
  return {code: "column/private", part: "column", column: headers[at] ?? "", letters: columnLetters(at), kind, count};
}

interface PrivateColumn {
  at: number;
  kind: PrivateKind;
  count: number;
}

/** A text that may hold such a number. */
export interface Candidate {
  /** Its column; one past the last for cells right of it. */
  at: number;
  cell: string;
  /** In rows that are no data. */
  isOutside: boolean;
  count: number;
  /** The first of them. */
  records: number[];
}

export interface PrivateAmong {
  inside: Finding[];
  outside: Map<PrivateKind, Set<number>>;
}

/** What the candidates hold, which come by their columns and first records. */
export function privateAmong(contract: Contract, table: Layout, candidates: Candidate[]): PrivateAmong {
  const inside = new Map<string, PrivateColumn>();
  const outside = new Map<PrivateKind, Set<number>>();
  for (const {at, cell, isOutside, count, records} of candidates) {
    const field = table.fields[at];
    for (const kind of privateKinds(cell, {isRecordNumber: field && isRecordNumber(contract, field)})) {
      if (kind === "mobile" && field && isOwnNumber(field)) continue;
      const key = `${at} ${kind}`;
      if (isOutside) outside.set(kind, new Set([...(outside.get(kind) ?? []), ...records]));
      else inside.set(key, {at, kind, count: count + (inside.get(key)?.count ?? 0)});
    }
  }
  return {
    inside: [...inside.values()].map((found) => {
      const {at, kind, count} = found;
      return at < table.headers.length ? inColumn(table, found) : {code: "column/private", part: "beside", kind, count};
    }),
    outside
  };
}

export function privateOutside(outside: PrivateAmong["outside"], rowOf: (record: number) => number): Finding[] {
  return [...outside].map(([kind, records]) => {
    const rows = [...records].map(rowOf).sort((a, b) => a - b);
    return {code: "column/private", part: "below", kind, count: rows.length, rows: rows.slice(0, ROWS_NAMED)};
  });
}

/** The contract asks for this very number, so it is no surprise there. */
export function isOwnNumber({title}: Field): boolean {
  return privateHeader(title) === "mobile";
}

/** Units and systems number their records as they like; people are numbered shortly. */
export function isRecordNumber({name, primaryKey}: Contract, field: Field): boolean {
  if (field.reference !== undefined) return field.reference !== PERSON_ID;
  return primaryKey.includes(field.name) && `${name}.${field.name}` !== PERSON_ID;
}
