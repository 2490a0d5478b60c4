import {type Contract, type Field, headersOf, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {headerKey} from "#pipelines/files/header.ts";
import type {Layout} from "#pipelines/files/table.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {type Finding, isBlocking} from "#pipelines/findings/findings.ts";
import {privateHeader, type PrivateKind, privateKinds} from "#pipelines/findings/private-numbers.ts";

export const ROWS_NAMED = 10;

/**
 * Tells whether numbers of persons may stand above or in the header, below such a header, or in another sheet; such a
 * file needs the full check.
 */
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

/** Columns whose header announces such numbers, unless the contract asks for them. */
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

/** A text that may contain a number of a person. */
export interface Candidate {
  /** Its column; one past the last for cells to the right of it. */
  at: number;
  cell: string;
  /** The row is no data. */
  isOutside: boolean;
  count: number;
  /** The first of its records. */
  records: number[];
}

export interface PrivateAmong {
  inside: Finding[];
  outside: Map<PrivateKind, Set<number>>;
}

/** Finds numbers of persons among candidates, which come by column and first record. */
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

/** Tells whether the contract asks for this number, which is then no finding. */
export function isOwnNumber({title}: Field): boolean {
  return privateHeader(title) === "mobile";
}

/**
 * Tells whether a column has record numbers, which units and systems form freely; numbers of persons have fixed
 * lengths.
 */
export function isRecordNumber({name, primaryKey}: Contract, field: Field): boolean {
  if (field.reference !== undefined) return field.reference !== PERSON_ID;
  return primaryKey.includes(field.name) && `${name}.${field.name}` !== PERSON_ID;
}
