import type {DuckDBConnection} from "@duckdb/node-api";
import {firstDayOf} from "#pipelines/time/months.ts";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {Cell} from "./matrix.ts";

/** Counts that add up; rates are divided once at the end. */
export interface Measures {
  /** 应报: expected in the period, due or not. */
  asked: number;
  /** 已报: reported, of those expected. */
  reported: number;
  /** Of these, reports that came before the due day. */
  early: number;
  /** 未到期: expected, not reported and not due yet. asked = reported + missing + returned + not_due. */
  not_due: number;
  /** Reports whose due day has passed; rates are shares of these. */
  due: number;
  reported_of_due: number;
  on_time: number;
  /** 缺报 */
  missing: number;
  /** 已退回: returned and not replaced. */
  returned: number;
  proxied: number;
  /** 未审 */
  waiting: number;
  required_filled: number;
  required_cells: number;
  optional_filled: number;
  optional_cells: number;
}

const UNREPORTED: ReadonlySet<Cell["state"]> = new Set(["missing", "not-due", "returned"]);

export function isReported({state}: Pick<Cell, "state">): boolean {
  return !UNREPORTED.has(state);
}

export function measuresOf(cells: Cell[]): Measures {
  const count = (holds: (cell: Cell) => boolean) => cells.filter(holds).length;
  const sum = (name: "required_filled" | "required_cells" | "optional_filled" | "optional_cells") =>
    cells.reduce((total, cell) => total + cell[name], 0);
  return {
    asked: cells.length,
    reported: count(isReported),
    early: count((cell) => !cell.is_due && isReported(cell)),
    not_due: count(({state}) => state === "not-due"),
    due: count(({is_due}) => is_due),
    reported_of_due: count((cell) => cell.is_due && isReported(cell)),
    on_time: count((cell) => cell.is_due && isReported(cell) && cell.days_late === 0),
    missing: count(({state}) => state === "missing"),
    returned: count(({state}) => state === "returned"),
    proxied: count(({state}) => state === "proxied"),
    waiting: count(({is_waiting}) => is_waiting),
    required_filled: sum("required_filled"),
    required_cells: sum("required_cells"),
    optional_filled: sum("optional_filled"),
    optional_cells: sum("optional_cells")
  };
}

/** Groups by unit, dataset or month, in the order of first occurrence. */
export function measuresBy(cells: Cell[], keyOf: (cell: Cell) => string): Map<string, Measures> {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return new Map([...groups].map(([key, group]) => [key, measuresOf(group)]));
}

/** People on post who took part in anything in the year up to a month, of all on post. */
export interface RosterCoverage {
  unit_code: string;
  covered: number;
  people: number;
}

const ROSTER_COVERAGE = query(
  {unit_code: text, covered: integer, people: integer},
  `select unit_code, covered, people from marts.roster_coverage
  where month = $month::date and unit_code is not null order by unit_code`
);

export function readRosterCoverage(db: DuckDBConnection, month: string): Promise<RosterCoverage[]> {
  return ROSTER_COVERAGE.rows(db, {month: firstDayOf(month)});
}
