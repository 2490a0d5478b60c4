import type {DuckDBConnection} from "@duckdb/node-api";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {KpiHeadline} from "./unit-kpis.ts";

/** A second-level union with its people; null where no roster names any. */
export interface UnitOfSize {
  unit_code: string;
  unit_name: string;
  people: number | null;
}

/** The units of one third by people: 人数较少、居中、较多. */
export interface SizeClass {
  words: "人数较少" | "人数居中" | "人数较多";
  /** The fewest and the most people in it. */
  from: number;
  to: number;
  units: string[];
}

const CLASS_WORDS = ["人数较少", "人数居中", "人数较多"] as const;

/** The KPI whose whole is the staff on post: 会员入会率. */
const COUNTS_PEOPLE = "K47";

const UNITS = query(
  {unit_code: text, unit_name: text},
  `select unit_code, unit_name from marts.units
  where month = $month::date and is_second_level_union order by unit_code`
);

/** Reads the second-level unions of a month; their people are the staff on post that the KPIs count. */
export async function readUnitsOfSize(
  db: DuckDBConnection,
  month: string,
  headlines: KpiHeadline[]
): Promise<UnitOfSize[]> {
  const people = new Map(
    headlines.filter(({code}) => code === COUNTS_PEOPLE).map(({unit_code, denominator}) => [unit_code, denominator])
  );
  return (await UNITS.rows(db, {month})).map((unit) => ({...unit, people: people.get(unit.unit_code) ?? null}));
}

/** Splits units into thirds by people. Units with equally many stand in one class: the one where the first of them stands. */
export function sizeClassesOf(units: UnitOfSize[]): SizeClass[] {
  const counted = units
    .filter((unit): unit is UnitOfSize & {people: number} => unit.people !== null && unit.people > 0)
    .toSorted((a, b) => a.people - b.people || a.unit_code.localeCompare(b.unit_code));
  const thirdOf = (people: number) =>
    Math.floor((counted.findIndex((unit) => unit.people === people) * CLASS_WORDS.length) / counted.length);
  return CLASS_WORDS.flatMap((words, third) => {
    const own = counted.filter(({people}) => thirdOf(people) === third);
    const [first, last] = [own[0], own.at(-1)];
    return first && last
      ? [{words, from: first.people, to: last.people, units: own.map(({unit_code}) => unit_code)}]
      : [];
  });
}
