import type {Finding} from "#pipelines/findings/findings.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import type {Sending} from "./sending.ts";

/**
 * A list without a named day is of its today. Where an earlier one is of a later today, the clock was set back or ran
 * ahead; the new list would stand behind the old one, and nobody would know.
 */
export function clockFindings(
  {contract, asOf, as_of}: Pick<Sending, "contract" | "asOf" | "as_of">,
  accepted: readonly SubmissionWithVerdict[]
): Finding[] {
  if (contract.mode !== "snapshot" || asOf !== undefined) return [];
  const days = accepted.flatMap((each) =>
    each.dataset === contract.name && each.is_as_of_given === 0 && each.as_of > as_of ? [each.as_of] : []
  );
  const recorded = days.sort().at(-1);
  return recorded === undefined ? [] : [{code: "file/clock-back", day: as_of, recorded}];
}
