/**
 * Returns the value that is due by a day if the year's target is reached evenly: the target × the plan's pace on that
 * day. Null where less is better, because an upper limit has no pace.
 */
export function paceTowards(target: number, direction: string, pace: number): number | null {
  return direction === "higher" ? (target * pace) / 100 : null;
}
