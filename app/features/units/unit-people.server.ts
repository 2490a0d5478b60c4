import {firstDayOf} from "#app/server/filters.server.ts";
import {isBegun} from "#app/server/plan-progress.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {type KpiHeadline, readSegmentsOfUnits, type SegmentOfUnit} from "#pipelines/numbers/unit-kpis.ts";
import {hiddenCountsOf, mergedGroupsOf, type PeopleGroup, type ShownGroup} from "#pipelines/privacy/merged-groups.ts";

/** 文体活动参与率: of the staff on post, those who came. */
export const PARTICIPATION = "K23";

/** The parts of the staff, each person in one; they are merged where they are small. */
const PARTS = ["性别", "年龄段"];
/** What people came to; a person may stand in several. */
const KINDS = "活动类别";

export interface UnitPeople {
  dimensions: {dimension: string; groups: ShownGroup[]; isMerged: boolean}[];
  /** Null where it is of one or two people, or would give away another unit's. */
  kinds: {name: string; came: number | null}[];
  staff: number;
}

/** Reads how many of a unit's people came, by gender, age band and kind of activity; undefined without data. */
export async function readUnitPeople(
  unit: string,
  {month, headlines}: {month: string; headlines: KpiHeadline[]}
): Promise<UnitPeople | undefined> {
  const whole = headlines.find(({code, unit_code}) => code === PARTICIPATION && unit_code === unit);
  if (!whole?.denominator) return undefined;
  const groups = await readPeopleOfUnits(month, headlines);
  if (!groups) return undefined;
  return {
    dimensions: [...groups.parts].map(([dimension, units]) => ({
      dimension,
      groups: units.get(unit) ?? [],
      isMerged: (units.get(unit) ?? []).some(({names}) => names.length > 1)
    })),
    kinds: [...groups.kinds].flatMap(([name, units]) => {
      const came = units.get(unit);
      return came === undefined ? [] : [{name, came}];
    }),
    staff: whole.denominator
  };
}

/** Decides for all units at once, because one unit's small group is the rest of the others' in the union. */
function readPeopleOfUnits(month: string, headlines: KpiHeadline[]) {
  return cachedByBuild(`unit people ${month} ${isBegun(month)}`, async (db) => {
    const segments = await readSegmentsOfUnits(db, {code: PARTICIPATION, month: firstDayOf(month)});
    const wholes = new Map(
      headlines.flatMap(({code, unit_code, numerator, denominator}) =>
        code === PARTICIPATION && unit_code !== null && numerator !== null && denominator !== null
          ? [[unit_code, {numerator, denominator}] as const]
          : []
      )
    );
    const parts = new Map(PARTS.map((part) => [part, mergedGroupsOf(groupsIn(segments, part), wholes)]));
    return {parts, kinds: countsOfKinds(segments)};
  });
}

/** Returns the groups of a dimension by unit. */
function groupsIn(segments: SegmentOfUnit[], dimension: string): Map<string, PeopleGroup[]> {
  const units = new Map<string, PeopleGroup[]>();
  for (const {unit_code, segment, numerator, denominator, is_hidden} of segments) {
    if (!segment.startsWith(`${dimension}=`) || is_hidden || numerator === null || denominator === null) continue;
    const name = segment.slice(dimension.length + 1);
    units.set(unit_code, [...(units.get(unit_code) ?? []), {name, numerator, denominator}]);
  }
  return units;
}

/** Returns by kind and unit how many came; null where it is not shown. */
function countsOfKinds(segments: SegmentOfUnit[]): Map<string, Map<string, number | null>> {
  const units = groupsIn(segments, KINDS);
  const kinds = new Set([...units.values()].flat().map(({name}) => name));
  return new Map(
    [...kinds].toSorted().map((kind) => {
      const counts = [...units].flatMap(([unit, groups]) =>
        groups.filter(({name}) => name === kind).map(({numerator}) => ({unit, count: numerator}))
      );
      const hidden = hiddenCountsOf(counts);
      return [kind, new Map(counts.map(({unit, count}) => [unit, hidden.has(unit) ? null : count]))];
    })
  );
}
