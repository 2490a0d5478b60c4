import type {LedgerReader} from "./ledger.ts";

/** Reads why submissions were returned, by id; the last return counts. */
export async function readReturnReasons(ledger: LedgerReader): Promise<Map<string, string>> {
  const returns = await ledger
    .selectFrom("verdicts")
    .select(["submission_id", "reason"])
    .where("verdict", "=", "return")
    .orderBy("verdict_id")
    .execute();
  return new Map(returns.map(({submission_id, reason}) => [submission_id, reason ?? ""]));
}
