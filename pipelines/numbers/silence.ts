import {daysBetween, lastDayOf} from "#pipelines/time/months.ts";
import type {DeliverableProgress} from "./deliverable-progress.ts";

const DAYS_SILENT = 30;

/** Tells whether nothing was reported for more than a month about what is measured by reports. */
export function isSilent(
  {unreported, last_report_month, status}: Pick<DeliverableProgress, "unreported" | "last_report_month" | "status">,
  on: string
): boolean {
  if (unreported === null || status === "未到期") return false;
  return last_report_month === null || daysBetween(lastDayOf(last_report_month), on) > DAYS_SILENT;
}
