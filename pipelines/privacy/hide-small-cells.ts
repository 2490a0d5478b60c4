import type {DuckDBConnection} from "@duckdb/node-api";
import {readModels} from "#pipelines/models/models.ts";
import {day, double, orNull, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import type {Shares} from "./shares.ts";
import type {SensitiveCell} from "./sums.ts";
import {visibleCells} from "./visible-cells.ts";

/** Tells builds that hide by other rules apart: count it up with every change of what is hidden. */
export const HIDING = "hidden cells 3";

interface SeriesCell extends Omit<SensitiveCell, "shares"> {
  code: string;
  numerator: number | null;
  denominator: number | null;
}

type Place = Pick<SensitiveCell, "unit_code" | "month" | "segment">;

const PLACE = {unit_code: orNull(text), month: day, segment: orNull(text)};

interface Share extends Place {
  person_id: string;
  numerator: number;
  denominator: number;
}

/**
 * Puts the rows of the sensitive KPIs, which so far are only in memory, into the warehouse: the union's total as a row of
 * its own, for units that are hidden cannot be added up, and every cell that would give somebody away without its numbers.
 * Parts are told of the union only: of a unit they nearly always speak of one or two people, and that there is such a cell says
 * already that there is such a person.
 */
export async function hideSmallCells(db: DuckDBConnection, {catalog}: {catalog: string}): Promise<void> {
  const cells: SeriesCell[] = await rows(
    db,
    {code: text, ...PLACE, numerator: orNull(double), denominator: orNull(double)},
    CELLS
  );
  const percents = new Set(
    (await rows(db, {code: text}, "select distinct code from raw.plan_kpis where unit = '%'")).map(({code}) => code)
  );
  const kept: object[] = [];
  for (const code of new Set(cells.map((cell) => cell.code))) {
    const own = cells.filter((cell) => cell.code === code);
    const sensitive = withShares(own, await readShares(db, code));
    const shown = visibleCells(sensitive, {isShareOfPeople: percents.has(code)});
    own.forEach(({numerator, denominator, ...cell}, at) => {
      const isHidden = !shown.has(sensitive[at]!);
      const numbers = isHidden ? {numerator: null, denominator: null} : {numerator, denominator};
      kept.push({...cell, ...numbers, is_hidden: isHidden, is_in_total: cell.unit_code === null});
    });
  }
  await db.run(
    `insert into ${catalog}.kpis.series by name
    select unnest(from_json($cells, '[{"code": "varchar", "unit_code": "varchar", "month": "date", "segment": "varchar",
      "numerator": "double", "denominator": "double", "is_in_total": "boolean", "is_hidden": "boolean"}]'), max_depth := 2)`,
    {cells: JSON.stringify(kept)}
  );
}

const CELLS = `
  with cells as (
    select code, month, segment, numerator, denominator, unnest([null, unit_code]) as unit_code,
      unnest([true, unit_code is not null and segment is null]) as is_cell
    from people.sensitive_series
  )
  select code, unit_code, month, segment, sum(numerator)::double as numerator, sum(denominator)::double as denominator
  from cells
  where is_cell
  group by code, unit_code, month, segment`;

async function readShares(db: DuckDBConnection, code: string): Promise<Map<string, Shares>> {
  const cells = new Map<string, Map<string, Omit<Share, keyof Place | "person_id">>>();
  // Who is behind a KPI's numbers is a model of its own; without one, nobody is known and nothing is shown.
  if (!readModels("shares").some(({name}) => name === code)) return cells;
  const shares: Share[] = await rows(
    db,
    {...PLACE, person_id: text, numerator: double, denominator: double},
    `with shares as (
      select * exclude (unit_code), unnest([null, unit_code]) as unit_code,
        unnest([true, unit_code is not null and segment is null]) as is_cell
      from shares.${code}
    )
    select unit_code, month, segment, person_id, coalesce(sum(numerator), 0)::double as numerator,
      coalesce(sum(denominator), 0)::double as denominator
    from shares
    where is_cell
    group by unit_code, month, segment, person_id`
  );
  for (const {person_id, numerator, denominator, ...place} of shares) {
    const cell = cells.get(placeOf(place)) ?? new Map();
    cells.set(placeOf(place), cell.set(person_id, {numerator, denominator}));
  }
  return cells;
}

function withShares(cells: SeriesCell[], shares: Map<string, Shares>): SensitiveCell[] {
  return cells.map((cell) => {
    const own = shares.get(placeOf(cell)) ?? new Map();
    return {...cell, shares: own, isUnknown: own.size === 0 && Boolean(cell.numerator || cell.denominator)};
  });
}

const placeOf = ({unit_code, month, segment}: Place) => JSON.stringify([unit_code, month, segment]);
