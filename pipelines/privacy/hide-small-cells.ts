import type {DuckDBConnection} from "@duckdb/node-api";
import type {HiddenUntil} from "#pipelines/numbers/kpis.ts";
import {readModels} from "#pipelines/models/models.ts";
import {day, double, orNull, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import type {Shares} from "./shares.ts";
import {isPublished} from "./quarter-ends.ts";
import type {SensitiveCell} from "./sums.ts";
import {visibleCells} from "./visible-cells.ts";

/** Tells builds that hide by other rules apart: count it up with every change of what is hidden. */
export const HIDING = "hidden cells 4";

interface SeriesCell extends Omit<SensitiveCell, "shares"> {
  code: string;
  numerator: number | null;
  denominator: number | null;
}

type Place = Pick<SensitiveCell, "unit_code" | "month" | "segment">;

/** A row of `kpis.series`, in the columns that differ from other rows. */
interface KeptRow extends Place {
  code: string;
  numerator: number | null;
  denominator: number | null;
  is_in_total: boolean;
  is_hidden: boolean;
  hidden_until: HiddenUntil | null;
}

const PLACE = {unit_code: orNull(text), month: day, segment: orNull(text)};

interface Share extends Place {
  person_id: string;
  numerator: number;
  denominator: number;
}

/**
 * Puts the rows of the sensitive KPIs, which are only in memory so far, into the warehouse. The union's headline
 * becomes a row of its own, because hidden units cannot be added up, and hidden cells lose their numbers. Segments are
 * published of the union only: a unit's segment nearly always concerns one or two people, and its mere existence
 * reveals them. So a month without published units has rows of all units, and one without published segments has those
 * published last.
 */
export async function hideSmallCells(
  db: DuckDBConnection,
  {catalog, reachedOn}: {catalog: string; reachedOn: string}
): Promise<void> {
  const cells: SeriesCell[] = await rows(
    db,
    {code: text, ...PLACE, numerator: orNull(double), denominator: orNull(double)},
    CELLS
  );
  const percents = new Set(
    (await rows(db, {code: text}, "select distinct code from raw.plan_kpis where unit = '%'")).map(({code}) => code)
  );
  const units = await rows(db, {unit_code: text, month: day}, `select unit_code, month from ${catalog}.marts.units`);
  const kept: KeptRow[] = [];
  for (const code of new Set(cells.map((cell) => cell.code))) {
    const own = cells.filter((cell) => cell.code === code);
    const sensitive = withShares(own, await readShares(db, code));
    const told = await visibleCells(sensitive, {
      isShareOfPeople: percents.has(code),
      isPublished: (month) => isPublished(month, reachedOn)
    });
    const toldRows = own.flatMap((cell, at) => {
      const fate = told.get(sensitive[at]!);
      return fate ? keptRow(cell, fate) : [];
    });
    kept.push(...toldRows, ...awaitedRows(toldRows, units, reachedOn));
  }
  await db.run(
    `insert into ${catalog}.kpis.series by name
    select unnest(from_json($cells, '[{"code": "varchar", "unit_code": "varchar", "month": "date", "segment": "varchar",
      "numerator": "double", "denominator": "double", "is_in_total": "boolean", "is_hidden": "boolean",
      "hidden_until": "varchar"}]'), max_depth := 2)`,
    {cells: JSON.stringify(kept)}
  );
}

function keptRow({isUnknown: _, numerator, denominator, ...cell}: SeriesCell, {isShown}: {isShown: boolean}): KeptRow {
  const numbers = isShown ? {numerator, denominator} : {numerator: null, denominator: null};
  return {...cell, ...numbers, is_hidden: !isShown, is_in_total: cell.unit_code === null, hidden_until: null};
}

/** Returns rows without numbers where units or segments are not published yet. */
function awaitedRows(told: KeptRow[], units: {unit_code: string; month: string}[], reachedOn: string): KeptRow[] {
  const months = told
    .filter((row) => groupOf(row) === HEADLINE)
    .map(({month}) => month)
    .sort();
  const groups = new Set([UNITS, ...told.map(groupOf)].filter((group) => group !== HEADLINE));
  return [...groups].flatMap((group) => {
    const own = told.filter((row) => groupOf(row) === group);
    const missing = months.filter((month) => own.every((row) => row.month !== month));
    return missing.flatMap((month) => {
      const last = own
        .map((row) => row.month)
        .filter((each) => each < month)
        .sort()
        .at(-1);
      const places: Omit<Place, "month">[] =
        group === UNITS
          ? units.filter((unit) => unit.month === month).map(({unit_code}) => ({unit_code, segment: null}))
          : own.filter((row) => row.month === last);
      return places.map(({unit_code, segment}) =>
        awaitedRow({code: told[0]!.code, unit_code, month, segment}, reachedOn)
      );
    });
  });
}

function awaitedRow(place: Place & {code: string}, reachedOn: string): KeptRow {
  return {
    ...place,
    numerator: null,
    denominator: null,
    is_in_total: place.unit_code === null,
    is_hidden: true,
    hidden_until: isPublished(place.month, reachedOn) ? "next-quarter-end" : "quarter-end"
  };
}

const HEADLINE = "";
const UNITS = "units";

/** Cells that are published together or not at all: the units, or the segments of a kind. */
const groupOf = ({unit_code, segment}: Place) => (unit_code === null ? (segment ?? HEADLINE).split("=", 1)[0]! : UNITS);

const CELLS = `
  with cells as (
    select code, month, segment, numerator, denominator, unnest([null, unit_code]) as unit_code,
      unnest([true, unit_code is not null]) as is_cell
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
        unnest([true, unit_code is not null]) as is_cell
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
