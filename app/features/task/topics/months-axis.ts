import {formatShortMonth} from "#app/format.ts";

/** The months of the year's columns: up to the month that is looked at, or all twelve where a plan follows it. */
export function monthsAxis(month: string, hasPlan: boolean): {months: string[]; labels: string[]; plannedFrom: number} {
  const last = Number(month.slice(5, 7));
  const months = Array.from(
    {length: hasPlan ? 12 : last},
    (_, index) => `${month.slice(0, 5)}${String(index + 1).padStart(2, "0")}-01`
  );
  return {months, labels: months.map(formatShortMonth), plannedFrom: last};
}
