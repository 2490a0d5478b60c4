import {audit} from "#pipelines/ledger/audit.ts";
import type {ActingAccount} from "#pipelines/accounts/account.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {readSetting, setSetting} from "#pipelines/ledger/settings.ts";
import {beginOfChineseDay, chineseDayOf, daysBefore} from "#pipelines/time/chinese-day.ts";
import {readRetentionPolicy} from "#pipelines/removals/policy.ts";

/** 网络安全法 requires at least six months; the ledger itself refuses to delete younger rows. */
export const LEAST_AUDIT_DAYS = 184;
export const MOST_AUDIT_DAYS = 3660;

export async function auditDays(ledger: LedgerReader): Promise<number> {
  const days = (await readSetting(ledger, "audit/days")) ?? readRetentionPolicy().audit.days;
  return Math.max(days, LEAST_AUDIT_DAYS);
}

/** Sets how long the audit is kept; returns the problem in words if it is refused. */
export async function setAuditDays(
  tx: LedgerTransaction,
  days: number,
  {by, now}: ActingAccount
): Promise<{problem: string} | undefined> {
  if (!Number.isInteger(days)) return {problem: "审计记录的保存天数应是整数。"};
  if (days < LEAST_AUDIT_DAYS)
    return {problem: `审计记录至少保存 ${LEAST_AUDIT_DAYS} 天（网络安全法要求不少于六个月），不能设成 ${days} 天。`};
  if (days > MOST_AUDIT_DAYS) return {problem: `审计记录的保存天数不能多于 ${MOST_AUDIT_DAYS}。`};
  await setSetting(tx, {name: "audit/days", value: days, by: by ?? undefined, now});
  return undefined;
}

/** The expired rows at the beginning of the audit. */
export interface OldAudit {
  /** The last of them. */
  through: number;
  hash: string;
  rows: number;
  /** YYYY-MM-DD, in China. */
  first_day: string;
  last_day: string;
}

/** Reads up to the first row that must stay; rows out of order behind it stay too. */
export async function readOldAudit(ledger: LedgerReader, on: string): Promise<OldAudit | undefined> {
  const keptFrom = beginOfChineseDay(daysBefore(on, await auditDays(ledger)));
  const kept = await ledger
    .selectFrom("audit")
    .select("audit_id")
    .where("at", ">=", keptFrom)
    .orderBy("audit_id")
    .limit(1)
    .executeTakeFirst();
  const old = ledger.selectFrom("audit").where("audit_id", "<", kept?.audit_id ?? Number.MAX_SAFE_INTEGER);
  const last = await old.select(["audit_id", "hash"]).orderBy("audit_id", "desc").limit(1).executeTakeFirst();
  if (!last) return undefined;
  const {rows, first_at, last_at} = await old
    .select(({fn}) => [fn.countAll<number>().as("rows"), fn.min("at").as("first_at"), fn.max("at").as("last_at")])
    .executeTakeFirstOrThrow();
  const [first_day, last_day] = [chineseDayOf(first_at), chineseDayOf(last_at)];
  return {through: last.audit_id, hash: last.hash, rows, first_day, last_day};
}

/** Records the removal in the chain, then deletes the beginning. */
export async function removeOldAudit(
  tx: LedgerTransaction,
  {on, by, now}: {on: string; by: string | null; now: string}
): Promise<OldAudit | undefined> {
  const old = await readOldAudit(tx, on);
  if (!old) return undefined;
  const {through, hash} = old;
  await audit(tx, {at: now, who: by, action: "audit-shortened", detail: {...old}});
  await tx.insertInto("audit_cuts").values({audit_id: through, hash, cut_on: on}).execute();
  await tx.deleteFrom("audit").where("audit_id", "<=", through).execute();
  return old;
}
