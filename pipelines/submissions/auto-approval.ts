import type {LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {readSetting} from "#pipelines/ledger/settings.ts";
import {addVerdict, type NewSubmission} from "#pipelines/ledger/submission-entries.ts";

/** Approves a submission without warnings, if the office has set its dataset to automatic approval. */
export async function verdictByRule(
  tx: LedgerTransaction,
  {submission_id, dataset, warnings, sent_at}: NewSubmission
): Promise<void> {
  if (warnings !== "[]" || (await readSetting(tx, `auto-approve/${dataset}`)) !== true) return;
  const reason = "按设置自动通过：没有提示";
  await addVerdict(tx, {submission_id, verdict: "approve", reason, given_at: sent_at});
}
