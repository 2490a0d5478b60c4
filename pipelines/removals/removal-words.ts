import {titleOf} from "#pipelines/contracts/contracts.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import type {Removal, RemovalRule} from "./removals.ts";

/** Where the original stood. */
export const ORIGINAL_GONE: Record<RemovalRule, string> = {
  retention: "原件已按保存期限销毁",
  person: "原件已应本人要求销毁"
};

/** What was taken away, as a line for people. */
export function removalLine(ledger: Ledger, removal: Removal): string {
  const {what, submission_id, row_count} = removal;
  if (what === "audit") return `审计记录：删除 ${row_count} 条`;
  if (what === "sign-ins") return `已结束的登录、失败次数、链接和令牌：删除 ${row_count} 条`;
  const submission = ledger.readSubmission(submission_id!)!;
  return `${titleOf(submission.dataset)} ${submission_id}：${removalFacts(removal)}`;
}

/** The same about one submission, without its name. */
export function removalFacts({is_original_removed, row_count, kept_count}: Removal): string {
  return [
    ...(is_original_removed ? ["销毁原件"] : []),
    ...(row_count > 0 ? [`${row_count} 行去除个人信息`] : []),
    ...(kept_count > 0 ? [`有 ${kept_count} 人仍见于未到期的报送，工号暂留`] : [])
  ].join("，");
}
