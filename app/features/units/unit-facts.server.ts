import {firstDayOf} from "#app/server/filters.server.ts";
import {isBegun} from "#app/server/plan-progress.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readUnitKpis} from "#pipelines/numbers/unit-kpis.ts";
import {readUnitsOfSize, sizeClassesOf} from "#pipelines/numbers/unit-sizes.ts";

/** Reads the headlines of a month, YYYY-MM, with all units and their thirds by size; a month that has not begun has no numbers. */
export function readUnitFacts(month: string) {
  return cachedByBuild(`unit facts ${month} ${isBegun(month)}`, async (db) => {
    const headlines = await readUnitKpis(db, firstDayOf(month));
    const units = await readUnitsOfSize(db, firstDayOf(month), headlines);
    return {headlines: isBegun(month) ? headlines : [], units, sizes: sizeClassesOf(units)};
  });
}

export type UnitFacts = NonNullable<Awaited<ReturnType<typeof readUnitFacts>>>;
