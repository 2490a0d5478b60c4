import {titleOf} from "#pipelines/contracts/contracts.ts";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import type {LedgerReader} from "#pipelines/ledger/ledger.ts";
import {readSubmission} from "#pipelines/ledger/submission-entries.ts";
import type {Removal, RemovalRule} from "./removals.ts";

/** Shown in place of the original. */
export const ORIGINAL_GONE: Record<RemovalRule, string> = {
  retention: "原件已按保存期限销毁",
  person: "原件已应本人要求销毁"
};

/** Describes a removal in one line for people. */
export async function removalLine(ledger: LedgerReader, removal: Removal): Promise<string> {
  const {submission_id} = removal;
  if (submission_id === null) return removalFacts(removal);
  const {dataset} = (await readSubmission(ledger, submission_id))!;
  return `${titleOf(dataset)} ${submission_id}：${removalFacts(removal)}`;
}

/** Describes it without the name of the submission; on pages, a sensitive one without numbers. */
export function removalFacts(
  {what, is_original_removed, row_count, kept_count}: Removal,
  dataset?: string | null
): string {
  if (what === "audit") return `审计记录：删除 ${row_count} 条`;
  if (what === "sign-ins") return `已结束的登录、失败次数、链接和令牌：删除 ${row_count} 条`;
  const isUntold = dataset ? isOfSensitive(dataset) : false;
  const rows = isUntold ? "数据行" : `${row_count} 行`;
  const people = isUntold ? "有人" : `有 ${kept_count} 人`;
  return [
    ...(is_original_removed ? ["销毁原件"] : []),
    ...(row_count > 0 ? [`${rows}去除个人信息`] : []),
    ...(kept_count > 0 ? [`${people}仍见于未到期的报送，工号暂留`] : [])
  ].join("，");
}
