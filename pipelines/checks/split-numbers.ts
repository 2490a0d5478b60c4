import type {Field} from "#pipelines/contracts/contract.ts";
import {lazily} from "#pipelines/duckdb/sql-text.ts";
import type {Table} from "#pipelines/files/table.ts";
import {trimmed} from "./cell-types.ts";
import {isIdentifier} from "./cell-words.ts";
import {problemColumns} from "./problem.ts";

// 1,200 without quotes is two cells of a CSV file. In a row of full width the row is too long and refused; at the end of
// a row without its last cells it would be a 1 with 200 in the next column.

/** A number column with the one behind it, where a row may end with the two halves of a number. */
interface Pair {
  at: number;
  number: Field;
  /** Undefined where the contract has no such column. */
  next: Field | undefined;
  isLast: boolean;
}

function pairsOf({fields, headers, delimiter, sheet}: Table): Pair[] {
  if (sheet || delimiter !== ",") return [];
  return fields.flatMap((number, at) => {
    const next = fields[at + 1];
    if (!number || !isNumber(number) || at + 1 >= headers.length) return [];
    // Without its cell such a row is refused, and so is a code that nobody knows.
    if (next?.constraints?.required || (next && isIdentifier(next))) return [];
    return [{at, number, next, isLast: at + 2 === headers.length}];
  });
}

const isNumber = ({type}: Field) => type === "integer" || type === "number";
/** Three digits with decimals and the blanks of a form; days and names are longer. */
const HALF_BYTES = 12;
const isFirstHalf = (cell: string) => `regexp_full_match(${trimmed(cell)}, '[+-]?[1-9][0-9]{0,2}')`;

/** True for a row that may end with the halves of a number, whatever stands in the other rows; `front` is the first. */
function mayEndHalved({at, next, isLast}: Pair, front: string): string {
  const second = `c${at + 1}`;
  const isEnd = `strlen(${second}) between 3 and ${HALF_BYTES}${isLast ? "" : ` and c${at + 2} is null`}`;
  // Two numbers that fill a row to its end are two.
  const half = isLast && next && isNumber(next) ? "0[0-9]{2}" : "[0-9]{3}";
  // Most rows are whole or end with something longer, so most are not looked at.
  return lazily(isEnd, `${isFirstHalf(front)} and regexp_full_match(${trimmed(second)}, '${half}([.][0-9]+)?')`);
}

/** True for a row that the full check has to look at. */
export function maySplitSql(table: Table): string[] {
  return pairsOf(table).map((pair) => `coalesce(${mayEndHalved(pair, `c${pair.at}`)}, false)`);
}

/**
 * Checks that report both halves; two numbers side by side are two, unless other rows end before the second. Once the
 * first is corrected, the second still stands in a column that it does not belong to.
 */
export function splitChecks(table: Table, {isCorrected}: {isCorrected: boolean}): string[] {
  return pairsOf(table).flatMap((pair) => {
    const {at, number, next} = pair;
    const second = `c${at + 1}`;
    const endsEarlier = `(starts_with(${trimmed(second)}, '0') or exists (select 1 from staged semi join typed using (record) where ${second} is null))`;
    const ends = `${mayEndHalved(pair, "front")} ${next && isNumber(next) ? `and ${endsEarlier}` : ""}`;
    const check = (field: Field, half: "first" | "second", rows: string) =>
      `select ${problemColumns(field.name, "cell/split", `${trimmed("front")} || ',' || ${trimmed(second)}`, `'${half}'`)}
        from (${rows}) as staged semi join typed using (record) where ${ends}`;
    const standing = `select *, c${at} as front from staged`;
    const corrected = `select staged.*, was as front from staged join corrections
      on corrections."at" = ${at} and coalesce(corrections.record = staged.record, true)`;
    return [
      check(number, "first", standing),
      ...(next ? [check(next, "second", standing)] : []),
      ...(next && isCorrected ? [check(next, "second", corrected)] : [])
    ];
  });
}
