import type {DuckDBConnection} from "@duckdb/node-api";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

export interface UnitName {
  unit_code: string;
  unit_name: string;
}

const UNIT_NAMES = query(
  {unit_code: text, unit_name: text},
  `select unit_code, unit_name
  from marts.units
  where is_second_level_union
  qualify row_number() over (partition by unit_code order by month desc) = 1
  order by unit_code`
);

const ALL_NAMES = query(
  {unit_code: text, unit_name: text},
  `select unit_code, unit_name from marts.units
  qualify row_number() over (partition by unit_code order by month desc) = 1
  order by unit_code`
);

const UNIT_NAME = query(
  {unit_name: text},
  "select unit_name from marts.units where unit_code = $unit order by month desc limit 1"
);

/** Reads the second-level unions with their newest names. */
export function readUnitNames(db: DuckDBConnection): Promise<UnitName[]> {
  return UNIT_NAMES.rows(db);
}

/** Reads all units with their newest names, the union's own office among them. */
export function readAllUnitNames(db: DuckDBConnection): Promise<UnitName[]> {
  return ALL_NAMES.rows(db);
}

/** Reads a unit's current name; empty for the whole union. */
export async function readUnitName(db: DuckDBConnection, unit: string | undefined): Promise<string> {
  if (!unit) return "";
  const [found] = await UNIT_NAME.rows(db, {unit});
  return found?.unit_name ?? unit;
}
