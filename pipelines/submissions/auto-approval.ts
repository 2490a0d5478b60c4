import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {readSetting} from "#pipelines/ledger/settings.ts";
import {addVerdict, type NewSubmission} from "#pipelines/ledger/submission-entries.ts";

/**
 * Approves what needs no second look: the office's own settings, and submissions without warnings of a dataset that the
 * office has set to automatic approval.
 */
export async function verdictByRule(
  tx: LedgerTransaction,
  {submission_id, dataset, warnings, sent_at}: NewSubmission
): Promise<void> {
  if (isOfficesOwn(dataset)) {
    await addVerdict(tx, {submission_id, verdict: "approve", reason: "由校工会办公室设定", given_at: sent_at});
    return;
  }
  if (warnings !== "[]" || (await readSetting(tx, `auto-approve/${dataset}`)) !== true) return;
  const reason = "按设置自动通过：没有提示";
  await addVerdict(tx, {submission_id, verdict: "approve", reason, given_at: sent_at});
}

/** Nobody owes these datasets, and nobody but the office sends them. */
function isOfficesOwn(dataset: string): boolean {
  const contract = readContracts().get(dataset);
  return contract !== undefined && contract.report === undefined && !contract.sender.includes("unit");
}
