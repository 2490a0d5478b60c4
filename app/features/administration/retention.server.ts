import {json, redirect} from "@remix-run/node";
import {requireVisitor} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {auditDays, LEAST_AUDIT_DAYS, setAuditDays} from "#pipelines/retention/old-audit.ts";
import {type PrivacyClass, readRetentionPolicy} from "#pipelines/removals/policy.ts";
import {removalFacts} from "#pipelines/removals/removal-words.ts";
import {readRemovals, type RemovalLine} from "#pipelines/removals/removals.ts";
import {titleOf} from "#pipelines/contracts/contracts.ts";

const REMOVALS_SHOWN = 200;

const CLASS_WORDS: Record<PrivacyClass, string> = {
  none: "不含个人信息的报送",
  personal: "含个人信息的报送（原件和数据行）",
  sensitive: "含敏感个人信息的报送（原件和数据行）"
};

/** Reads the retention policy with its reasons, and the last removals. */
export async function readRetentionPage() {
  const ledger = await readLedger();
  const {classes, signIn, audit} = readRetentionPolicy();
  const days = await auditDays(ledger);
  return {
    days,
    least: LEAST_AUDIT_DAYS,
    rules: [
      ...classes.map(({privacy, years, reason}) => ({
        what: CLASS_WORDS[privacy],
        kept: years === undefined ? "长期" : `所属年度结束后 ${years} 年`,
        reason
      })),
      {what: "已结束的登录、失败次数、链接和令牌", kept: `${signIn.days} 天`, reason: signIn.reason},
      {what: "审计记录", kept: `${days} 天`, reason: audit.reason},
      {what: "临时文件", kept: "用完即删", reason: "异常中断留下的，由下一次启动或命令删除。"}
    ],
    removals: (await readRemovals(ledger, {limit: REMOVALS_SHOWN})).map(lineOf)
  };
}

function lineOf(removal: RemovalLine) {
  return {
    id: `${removal.run_id} ${removal.submission_id ?? removal.what}`,
    day: removal.removed_on,
    rule: removal.rule === "person" ? "应本人要求" : "到期",
    submission: removal.submission_id,
    title: removal.dataset ? titleOf(removal.dataset) : "",
    facts: removalFacts(removal, removal.dataset)
  };
}

export type RetentionPage = Awaited<ReturnType<typeof readRetentionPage>>;

/** Sets how many days the audit is kept. Returns the problem in words where the number is refused. */
export async function postRetention(request: Request) {
  const typed = (await readFields(request, {days: optionalText})).days.trim();
  const acting = {by: (await requireVisitor(request)).account.name, now: now()};
  const days = /^\d+$/.test(typed) ? Number(typed) : NaN;
  const refused = await transaction((tx) => setAuditDays(tx, days, acting));
  if (refused) return json({...refused, typed}, {status: 422});
  throw redirect("/admin/retention");
}
