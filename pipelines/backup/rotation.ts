import {basename} from "node:path";
import {chineseDayOf, weekdayOf, daysBefore} from "#pipelines/time/chinese-day.ts";

/** How many days, weeks and months keep their newest backup. */
export const KEPT = {days: 7, weeks: 5, months: 12};

const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-(\d+))?$/;

/** Returns which of these names are backups that no kept day, week or month needs; the newest is never among them. */
export function supersededOf(names: string[]): string[] {
  const newestFirst = names.filter((name) => NAME.test(name)).sort((a, b) => compareNames(b, a));
  const kept = new Set(newestFirst.slice(0, 1));
  keepNewest(newestFirst, {kept, most: KEPT.days, periodOf: dayOf});
  keepNewest(newestFirst, {kept, most: KEPT.weeks, periodOf: mondayOf});
  keepNewest(newestFirst, {kept, most: KEPT.months, periodOf: (name) => dayOf(name).slice(0, 7)});
  return newestFirst.filter((name) => !kept.has(name));
}

interface Keeping {
  kept: Set<string>;
  most: number;
  periodOf: (name: string) => string;
}

function keepNewest(newestFirst: string[], {kept, most, periodOf}: Keeping): void {
  const periods = new Set<string>();
  for (const name of newestFirst) {
    if (periods.size === most) return;
    if (!periods.has(periodOf(name))) kept.add(name);
    periods.add(periodOf(name));
  }
}

/** The second backup of one second is -2, the tenth -10. */
function compareNames(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => ({at: momentOf(name), more: Number(NAME.exec(name)![7] ?? 1)}));
  return one!.at === other!.at ? one!.more - other!.more : one!.at < other!.at ? -1 : 1;
}

/** The UTC moment that a backup's folder is named by. */
export function momentOf(folder: string): string {
  return basename(folder).replace(NAME, "$1-$2-$3T$4:$5:$6.000Z");
}

const dayOf = (name: string) => chineseDayOf(momentOf(name));

const mondayOf = (name: string) => daysBefore(dayOf(name), weekdayOf(dayOf(name)) - 1);
