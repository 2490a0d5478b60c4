import {formatShortMonth} from "#app/format.ts";
import {quarterEndOf} from "#pipelines/topics/aid.ts";

/** Says of when the numbers are that are published at the ends of quarters only. */
export function quarterWords(month: string): string {
  const end = quarterEndOf(month);
  return end === undefined ? "季末公布" : `为${formatShortMonth(end)}末的数`;
}
