import type {Ledger, Submission} from "#pipelines/ledger/ledger.ts";
import {readSetting} from "#pipelines/ledger/settings.ts";

/** Approves a submission that was just accepted, where the office set its dataset so and nothing was warned of. */
export function verdictByRule(
  ledger: Ledger,
  {submission_id, dataset, warnings, sent_at}: Omit<Submission, "sent_order">
): void {
  if (readSetting(ledger, `auto-approve/${dataset}`) !== true || warnings !== "[]") return;
  ledger.addVerdict({submission_id, verdict: "approve", reason: "按设置自动通过：没有提示", given_at: sent_at});
}
