import type {HiddenUntil} from "#app/format.ts";
import type {FunnelLimits, FunnelPlace} from "#pipelines/numbers/funnel.ts";

export interface UnitValue {
  unit_code: string;
  unit_name: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
  is_own: boolean;
  /** The number of unreviewed submissions that the value includes. */
  unreviewed: number;
  /** The number of overdue reports to the KPI's datasets. */
  owed?: number;
  /** For rates of people: where it lies against what chance gives a unit of its size. */
  chance?: FunnelPlace;
}

export interface RankedUnit extends UnitValue {
  value: number;
  /** Units with equal values share a place. */
  place: number;
}

export interface Ranking {
  units: RankedUnit[];
  median: number | null;
  without: string[];
  /** Units whose value is hidden because too few people stand behind it. */
  hidden: string[];
  /** Set while no unit's value is published yet. */
  awaited?: HiddenUntil;
  names: [unit_code: string, unit_name: string][];
  /** For rates of people. */
  funnel?: Funnel;
}

/** The limits of a funnel plot around the union's rate, in percent. */
export interface Funnel {
  rate: number;
  curves: ({size: number} & FunnelLimits)[];
}

/** Ranks units, best first. Units without a value are listed apart, because no data is not the last place. */
export function rankingOf(units: UnitValue[], direction: string): Ranking {
  const sign = direction === "lower" ? 1 : -1;
  const known = units.filter((unit): unit is UnitValue & {value: number} => unit.value !== null);
  const sorted = known.toSorted((a, b) => sign * (a.value - b.value) || a.unit_code.localeCompare(b.unit_code));
  return {
    units: sorted.map((unit) => ({...unit, place: sorted.findIndex(({value}) => value === unit.value) + 1})),
    median: medianOf(known.map(({value}) => value)),
    without: units.filter(({value, is_hidden}) => value === null && !is_hidden).map(({unit_name}) => unit_name),
    hidden: units.filter(({is_hidden, hidden_until}) => is_hidden && !hidden_until).map(({unit_name}) => unit_name),
    awaited: units.find(({hidden_until}) => hidden_until)?.hidden_until,
    names: units.map(({unit_code, unit_name}) => [unit_code, unit_name])
  };
}

/** The ranking as an account of a unit reads it: its own unit is marked, and what others owe is not its business. */
export function rankingFor(ranking: Ranking, reader: string | null): Ranking {
  if (reader === null) return ranking;
  const units = ranking.units.map(({owed, ...unit}) =>
    unit.unit_code === reader ? {...unit, owed, is_own: true} : {...unit, is_own: false}
  );
  return {...ranking, units};
}

/** Splits units of a yes/no KPI: those that still miss it, by name, and the number of those that have it. */
export function missingUnitsOf<Unit extends Pick<RankedUnit, "unit_name" | "value" | "numerator" | "denominator">>({
  units
}: {
  units: Unit[];
}): {missing: Unit[]; done: number} {
  const missing = units.filter(({numerator, denominator, value}) =>
    denominator === null ? value === 0 : (numerator ?? 0) < denominator
  );
  const byName = (a: Unit, b: Unit) => (a.unit_name < b.unit_name ? -1 : 1);
  return {missing: missing.toSorted(byName), done: units.length - missing.length};
}

/** Keeps the units that contributed, for a KPI that no unit owes, so that nobody is ranked last. */
export function contributorsOf(ranking: Ranking): Ranking {
  const units = ranking.units.filter(({value}) => value !== 0);
  return {...ranking, units, median: medianOf(units.map(({value}) => value))};
}

export function medianOf(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
