import type {Ledger} from "./ledger.ts";

/** Why a submission was returned, by its id; the last return counts. */
export function readReturnReasons(ledger: Ledger): Map<string, string> {
  const returns = ledger.all<{submission_id: string; reason: string | null}>(
    "select submission_id, reason from verdicts where verdict = 'return' order by verdict_id"
  );
  return new Map(returns.map(({submission_id, reason}) => [submission_id, reason ?? ""]));
}
