import {type UnitReading, kpiReadingOf, kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import type {Kpi, Plan} from "#pipelines/plan/plan.ts";
import {funnelPlaceBeside, shareOf} from "./funnel.ts";
import type {KpiValue} from "./kpis.ts";
import {parameterCodes} from "./parameter-codes.ts";
import type {KpiHeadline} from "./unit-kpis.ts";

/** One KPI of a unit beside the units of its size and the whole union. */
export interface UnitKpi {
  code: string;
  name: string;
  task_code: string;
  /** The unit of the value, as a person reads it. */
  unit: string;
  direction: "higher" | "lower";
  units: Exclude<UnitReading, "none">;
  own: KpiValue;
  /** The middle value of the units of its size, itself among them; null where none has a value. */
  peers_median: number | null;
  /** Of the units of its size, those with a value. */
  peers: number;
  /** Of these, how many have a yes/no KPI. */
  peers_done: number;
  /** Its place among them; ties share it. */
  place: number | null;
  /** Of the units of its size, those that are worse, and those that are better. */
  worse_peers: number;
  better_peers: number;
  /** The union's value; null for a count, which no unit can be held against. */
  union: number | null;
  /** What the difference is taken from: the union for a rate, the units of its size for a count; none for yes or no. */
  against: "union" | "peers" | null;
  /** Own minus compared, of the values as shown; null without both. */
  difference: number | null;
  /** Null where nothing is compared, where both are equal, and where the difference is one of chance. */
  is_better: boolean | null;
  /** A rate of people that differs from the union's by no more than chance gives a unit of its size. */
  is_chance: boolean;
}

/** Where a yes/no KPI stands: 已 or 未. */
export const isDone = ({value}: KpiValue) => value !== null && value >= 100;

/**
 * Compares every KPI that a unit has a row of with the units of its size and with the union, in the order of the plan.
 * KPIs that only the union can earn are left out.
 */
export function unitKpisOf(
  plan: Plan,
  headlines: KpiHeadline[],
  {unit, peers}: {unit: string; peers: string[]}
): UnitKpi[] {
  return plan.kpis.flatMap((kpi) => {
    const {units} = kpiReadingOf(plan, kpi);
    const rows = headlines.filter(({code}) => code === kpi.code);
    const own = rows.find(({unit_code}) => unit_code === unit);
    if (units === "none" || !own) return [];
    const whole = rows.find(({unit_code}) => unit_code === null);
    const ofSize = rows.filter(({unit_code}) => unit_code !== null && peers.includes(unit_code));
    const isOfPeople = parameterCodes(plan, "people_rate_kpis").includes(kpi.code);
    return [
      unitKpiOf(kpiShownOf(plan, kpi), units, {
        own,
        whole,
        ofSize,
        is_chance: isOfPeople && funnelPlaceBeside(own, shareOf(whole)) === "within"
      })
    ];
  });
}

interface Rows {
  own: KpiHeadline;
  whole: KpiHeadline | undefined;
  ofSize: KpiHeadline[];
  is_chance: boolean;
}

function unitKpiOf(kpi: Kpi, units: UnitKpi["units"], {own, whole, ofSize, is_chance}: Rows): UnitKpi {
  const {code, name, task_code, unit} = kpi;
  const direction = kpi.direction === "lower" ? "lower" : "higher";
  const values = ofSize.flatMap(({value}) => (value === null ? [] : [value]));
  const peers_median = medianOf(values);
  const isRate = own.denominator !== null || whole?.denominator !== null;
  const union = isRate ? (whole?.value ?? null) : null;
  const against = units === "missing" ? null : isRate ? "union" : "peers";
  const compared = against === "union" ? union : against === "peers" ? peers_median : null;
  const difference = differenceOf(own.value, compared);
  const rank = rankOf(own.value, values, direction);
  const {unit_code: _unit, code: _code, ...value} = own;
  return {
    ...{code, name, task_code, unit, direction, units},
    own: value,
    peers_median,
    peers: values.length,
    peers_done: ofSize.filter(isDone).length,
    ...rank,
    union,
    against,
    difference,
    is_better:
      difference === null || difference === 0 || is_chance ? null : difference > 0 === (direction === "higher"),
    is_chance
  };
}

function rankOf(own: number | null, values: number[], direction: UnitKpi["direction"]) {
  if (own === null) return {place: null, worse_peers: 0, better_peers: 0};
  const isAhead = (a: number, b: number) => (direction === "higher" ? a > b : a < b);
  const better_peers = values.filter((value) => isAhead(value, own)).length;
  const worse_peers = values.filter((value) => isAhead(own, value)).length;
  return {place: better_peers + 1, worse_peers, better_peers};
}

const tenths = (value: number) => Math.round(value * 10) / 10;

/** The difference of what is shown, because it stands beside both. */
function differenceOf(own: number | null, compared: number | null): number | null {
  return own === null || compared === null ? null : tenths(tenths(own) - tenths(compared));
}

export function medianOf(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** How many of a unit's rates are better and worse than the union's. */
export interface UnitTally {
  tasks: number;
  compared: number;
  better: number;
  worse: number;
}

export function unitTallyOf(kpis: UnitKpi[]): UnitTally {
  const compared = kpis.filter(({against, difference}) => against === "union" && difference !== null);
  return {
    tasks: new Set(compared.map(({task_code}) => task_code)).size,
    compared: compared.length,
    better: compared.filter(({is_better}) => is_better === true).length,
    worse: compared.filter(({is_better}) => is_better === false).length
  };
}

/** 做得好的: ahead of what it is compared with and of most units of its size; the farthest ahead first. */
export function strengthsOf(kpis: UnitKpi[], most: number): UnitKpi[] {
  return kpis
    .filter(({is_better, worse_peers, better_peers}) => is_better === true && worse_peers > better_peers)
    .toSorted(
      (a, b) => byRate(a, b) || peerShareOf(b.worse_peers, b) - peerShareOf(a.worse_peers, a) || gapOf(b) - gapOf(a)
    )
    .slice(0, most);
}

/** 要抓紧的: behind what it is compared with, or still missing; the farthest behind first. Nobody owes a KPI of contributors. */
export function weaknessesOf(kpis: UnitKpi[], most: number): UnitKpi[] {
  return kpis
    .filter(({units, own, is_better}) =>
      units === "missing" ? own.value !== null && !isDone(own) : units === "rank" && is_better === false
    )
    .toSorted(
      (a, b) => byRate(a, b) || peerShareOf(b.better_peers, b) - peerShareOf(a.better_peers, a) || gapOf(b) - gapOf(a)
    )
    .slice(0, most);
}

/** Counts come after rates and yes/no: one activity more or less says little. */
const byRate = (a: UnitKpi, b: UnitKpi) => Number(a.against === "peers") - Number(b.against === "peers");

const peerShareOf = (count: number, {peers}: UnitKpi) => (peers === 0 ? 0 : count / peers);

/** The difference as a share of the value that it is compared with, so that percentages and counts can be ordered. */
function gapOf({difference, own}: UnitKpi): number {
  if (difference === null || own.value === null) return 0;
  const compared = own.value - difference;
  return Math.abs(difference) / Math.max(1, Math.abs(compared));
}
