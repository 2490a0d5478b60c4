/**
 * What should be reached by a day if the year's target were reached evenly: the target × the plan's own pace of that day.
 * Only where more is better: a limit to be kept has no pace.
 */
export function paceTowards(target: number, direction: string, pace: number): number | null {
  return direction === "higher" ? (target * pace) / 100 : null;
}
