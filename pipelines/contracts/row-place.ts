import {type Contract, type FieldType, fieldOf} from "./contract.ts";
import {readContracts} from "./contracts.ts";
import {fieldAt, periodSql} from "./period.ts";

/** SQL of the unit, the days and the month that a row speaks for. */
export interface RowPlace {
  /** The row's own columns that decide it. */
  columns: string[];
  joins: string;
  /** Null in SQL where nothing ties the row to a unit. */
  unit: string;
  /** The first and last day: for a snapshot, its as-of day. */
  from: string;
  to: string;
  /** Undefined where rows of this dataset have no day; a bare year is no day. */
  day?: string;
  /** The first day of its month; where the row has no day, of the submission's as-of day. */
  month: string;
}

interface PlaceOptions {
  /** The alias of the rows in the query. */
  rows: string;
  /** Returns a table of the newest rows of another dataset. */
  newest: (dataset: string) => string;
}

/** Places rows by the contract: by its first tie to a unit and the first filled cell of its period. */
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

/** Returns the datasets that are needed to place rows of this one. */
export function placedThrough(contract: Contract): string[] {
  const paths = [...(contract.ownedThrough ?? []).slice(0, 1), ...(contract.period ?? [])].filter(isThrough);
  return [...new Set(paths.map((path) => fieldOf(contract, columnOf(path)).reference!.split(".")[0]!))];
}

const isThrough = (path: string) => path.includes(".");
const columnOf = (path: string) => path.split(".")[0]!;

function typeAt(contract: Contract, path: string): FieldType {
  return fieldAt(contract, path, readContracts()).type;
}
