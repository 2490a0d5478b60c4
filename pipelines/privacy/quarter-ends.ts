import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import {isInForce, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {lastDayOf} from "#pipelines/time/months.ts";

/**
 * 季末公布: units and segments are published for March, June, September and December, once the files have reached the
 * quarter's end.
 */
export function isPublished(month: string, reachedOn: string): boolean {
  return Number(month.slice(5, 7)) % 3 === 0 && lastDayOf(month) <= reachedOn;
}

/**
 * Returns the last day that files of the sensitive datasets speak of. A running quarter has no numbers yet, or each new
 * file would reveal its additions.
 */
export function dayReached(submissions: readonly SubmissionWithVerdict[]): string {
  const sensitive = submissions.filter((each) => isInForce(each) && isOfSensitive(each.dataset));
  return sensitive.map(dayOf).sort().at(-1) ?? "";
}

/** A zero report may be sent before its month is over. */
const dayOf = ({kind, as_of, sent_at}: SubmissionWithVerdict) =>
  kind === "zero" && sent_at.slice(0, 10) < as_of ? sent_at.slice(0, 10) : as_of;
