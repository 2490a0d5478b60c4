import type {DuckDBConnection} from "@duckdb/node-api";
import {rows} from "#pipelines/duckdb/rows.ts";

export interface UnitName {
  unit_code: string;
  unit_name: string;
}

/** Second-level unions, as the newest list has them. */
export function readUnitNames(db: DuckDBConnection): Promise<UnitName[]> {
  return rows<UnitName>(
    db,
    `select unit_code, unit_name
    from marts.units
    where is_second_level_union
    qualify row_number() over (partition by unit_code order by month desc) = 1
    order by unit_code`
  );
}

/** What a unit is called now; empty for the whole union. */
export async function readUnitName(db: DuckDBConnection, unit: string | undefined): Promise<string> {
  if (!unit) return "";
  const [found] = await rows<UnitName>(
    db,
    "select unit_name from marts.units where unit_code = $unit order by month desc limit 1",
    {unit}
  );
  return found?.unit_name ?? unit;
}
