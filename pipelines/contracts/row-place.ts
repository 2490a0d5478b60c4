import {type Contract, type FieldType, fieldOf} from "./contract.ts";
import {readContracts} from "./contracts.ts";
import {fieldAt, periodSql} from "./period.ts";

/** The unit, the days and the month a row speaks for, as SQL. */
export interface RowPlace {
  /** Columns of the row itself that decide it. */
  columns: string[];
  joins: string;
  /** Null in SQL where nothing ties the row to a unit. */
  unit: string;
  /** First and last day it speaks for: of a list, the list's own day. */
  from: string;
  to: string;
  /** Undefined where the rows of this dataset name none; a bare year names no day. */
  day?: string;
  /** First day of its month: where no day is named, of the day its file speaks for. */
  month: string;
}

interface PlaceOptions {
  /** What the rows are called in the query. */
  rows: string;
  /** A table of the newest rows of another dataset. */
  newest: (dataset: string) => string;
}

/** By the contract: its first tie to a unit, and the first filled cell of its period. */
export function rowPlace(contract: Contract, {rows, newest}: PlaceOptions): RowPlace {
  const [tie] = contract.ownedThrough ?? [];
  const period = contract.period ?? [];
  const days = period.filter((path) => typeAt(contract, path) !== "integer");
  const paths = [...(tie ? [tie] : []), ...period];
  const through = [...new Set(paths.filter(isThrough).map(columnOf))];
  const joins = through.map((column) => {
    const [dataset = "", key = ""] = fieldOf(contract, column).reference!.split(".");
    const looked = paths.filter((path) => path.startsWith(`${column}.`)).map((path) => path.split(".")[1]!);
    const named = [...new Set([key, ...looked])].join(", ");
    return `left join (select ${named} from ${newest(dataset)}) as through_${column} on ${rows}.${column} = through_${column}.${key}`;
  });
  const expression = (path: string) => {
    const [column = "", other] = path.split(".");
    return other === undefined ? `${rows}.${column}` : `through_${column}.${other}`;
  };
  const day = days.length > 0 ? `coalesce(${days.map(expression).join(", ")})::date` : undefined;
  const span =
    period.length > 0
      ? periodSql(period.map((path) => ({type: typeAt(contract, path), cell: expression(path)})))
      : {from: `${rows}.as_of`, to: `${rows}.as_of`};
  return {
    columns: [...new Set([...paths.map(columnOf), ...(day ? [] : ["as_of"])])],
    joins: joins.join("\n"),
    unit: tie ? expression(tie) : "null::varchar",
    ...span,
    day,
    month: `date_trunc('month', ${day ?? `${rows}.as_of`})::date`
  };
}

/** Datasets through which rows of this one are placed. */
export function placedThrough(contract: Contract): string[] {
  const paths = [...(contract.ownedThrough ?? []).slice(0, 1), ...(contract.period ?? [])].filter(isThrough);
  return [...new Set(paths.map((path) => fieldOf(contract, columnOf(path)).reference!.split(".")[0]!))];
}

const isThrough = (path: string) => path.includes(".");
const columnOf = (path: string) => path.split(".")[0]!;

function typeAt(contract: Contract, path: string): FieldType {
  return fieldAt(contract, path, readContracts()).type;
}
