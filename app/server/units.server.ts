import type {Filters} from "./filters.server.ts";
import {notFound} from "./http.server.ts";
import {readWarehouse} from "./warehouse.server.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

const IN_YEAR = query(
  {found: integer},
  "select 1 as found from marts.units where unit_code = $unit and year(month) = $year limit 1"
);

/** Refuses a unit that no list of the year contains: it is a mistake in the address, not a unit without data. */
export async function requireKnownUnit({unit, year}: Pick<Filters, "unit" | "year">): Promise<void> {
  if (unit === undefined) return;
  const warehouse = await readWarehouse();
  const found = warehouse && (await IN_YEAR.rows(warehouse.db, {unit, year}));
  if (!found?.length) throw notFound(`没有编码为“${unit.slice(0, 20)}”的单位。`);
}
