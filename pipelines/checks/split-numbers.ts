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
  number: Field;
  /** True where only a row that ends before the others' column can be meant. */
  isNumberNext: boolean;
  isLast: boolean;
  /** The columns of the staged text. */
  first: string;
  second: string;
  after: string;
}

function pairsOf({fields, headers, delimiter, sheet}: Table): Pair[] {
  if (sheet || delimiter !== ",") return [];
  return fields.flatMap((number, at) => {
    const next = fields[at + 1];
    if (!number || !isNumber(number) || at + 1 >= headers.length) return [];
    // Without its cell such a row is refused, and so is a code that nobody knows.
    if (next?.constraints?.required || (next && isIdentifier(next))) return [];
    const isNumberNext = next !== undefined && isNumber(next);
    const isLast = at + 2 === headers.length;
    return [{number, isNumberNext, isLast, first: `c${at}`, second: `c${at + 1}`, after: `c${at + 2}`}];
  });
}

const isNumber = ({type}: Field) => type === "integer" || type === "number";

/** True for a row that may end with the two halves of a number, whatever stands in the other rows. */
function mayBeSplit({first, second, after, isLast, isNumberNext}: Pair): string {
  const isEnd = isLast ? `${second} is not null` : `${second} is not null and ${after} is null`;
  const half = isLast && isNumberNext ? "0[0-9]{2}" : "[0-9]{3}";
  const isHalved = `regexp_full_match(${trimmed(first)}, '[+-]?[1-9][0-9]{0,2}') and regexp_full_match(${trimmed(second)}, '${half}([.][0-9]+)?')`;
  return `(${lazily(isEnd, isHalved)})`;
}

/** True for a row that the full check has to look at. */
export function maySplitSql(table: Table): string[] {
  return pairsOf(table).map((pair) => `coalesce(${mayBeSplit(pair)}, false)`);
}

/** Checks that report the rows; two numbers side by side are two, unless other rows end before the second. */
export function splitChecks(table: Table): string[] {
  return pairsOf(table).map((pair) => {
    const {number, first, second, isNumberNext} = pair;
    const endsEarlier = `(starts_with(${trimmed(second)}, '0') or exists (select 1 from staged semi join typed using (record) where ${second} is null))`;
    return `select ${problemColumns(number.name, "cell/split", `${trimmed(first)} || ',' || ${trimmed(second)}`)}
      from staged semi join typed using (record) where ${mayBeSplit(pair)} ${isNumberNext ? `and ${endsEarlier}` : ""}`;
  });
}
