import {firstDayOf} from "#app/server/filters.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readUnitActivities, type UnitActivity} from "#pipelines/numbers/unit-activities.ts";
import {FEWEST_PEOPLE} from "#pipelines/privacy/merged-groups.ts";

export interface ActivityMonth {
  /** YYYY-MM */
  month: string;
  activities: {activity_id: string; name: string; on: string; category: string; people: string}[];
}

/** Reads a unit's activities month by month, the newest first. */
export async function readActivityMonths(unit: string, month: string): Promise<ActivityMonth[]> {
  const found = await cachedByBuild(`unit activities ${unit} ${month}`, (db) =>
    readUnitActivities(db, {unit, month: firstDayOf(month)})
  );
  const months = [...new Set((found ?? []).map(({happened_on}) => happened_on.slice(0, 7)))];
  return months.map((each) => ({
    month: each,
    activities: (found ?? []).filter(({happened_on}) => happened_on.startsWith(each)).map(lineOf)
  }));
}

function lineOf({activity_id, activity_name, happened_on, category, headcount}: UnitActivity) {
  return {activity_id, name: activity_name, on: happened_on, category, people: peopleWords(headcount)};
}

/** “53 人次”; a number of one or two people is not shown. */
export function peopleWords(headcount: number | null): string {
  if (headcount === null) return "人次未填";
  return headcount > 0 && headcount < FEWEST_PEOPLE ? `不足 ${FEWEST_PEOPLE} 人次` : `${headcount} 人次`;
}
