import {audit} from "#pipelines/ledger/audit.ts";
import type {Acting} from "#pipelines/accounts/accounts.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readSetting, setSetting} from "#pipelines/ledger/settings.ts";
import {readRetentionPolicy} from "#pipelines/removals/policy.ts";

/** 网络安全法: at least six months. The ledger itself cuts nothing younger. */
export const LEAST_AUDIT_DAYS = 184;
export const MOST_AUDIT_DAYS = 3660;

export function auditDays(ledger: Ledger): number {
  const days = readSetting(ledger, "audit/days") ?? readRetentionPolicy().audit.days;
  return Math.max(days, LEAST_AUDIT_DAYS);
}

/** What stands in the way is said in words. */
export function setAuditDays(ledger: Ledger, days: number, {by, now}: Acting): {problem: string} | undefined {
  if (!Number.isInteger(days)) return {problem: "审计记录的保存天数应是整数。"};
  if (days < LEAST_AUDIT_DAYS)
    return {problem: `审计记录至少保存 ${LEAST_AUDIT_DAYS} 天（网络安全法要求不少于六个月），不能设成 ${days} 天。`};
  if (days > MOST_AUDIT_DAYS) return {problem: `审计记录的保存天数不能多于 ${MOST_AUDIT_DAYS}。`};
  setSetting(ledger, {name: "audit/days", value: days, by: by ?? undefined, now});
  return undefined;
}

/** Rows from the beginning whose time is over on a day. */
export interface OldAudit {
  /** The last of them. */
  through: number;
  hash: string;
  rows: number;
  /** YYYY-MM-DD, in China. */
  first_day: string;
  last_day: string;
}

/** Up to the first row that is still to be kept: what is out of order behind it stays. */
export function readOldAudit(ledger: Ledger, on: string): OldAudit | undefined {
  const [found] = ledger.all<{[Key in keyof OldAudit]: OldAudit[Key] | null}>(
    `with old as (
      select audit_id, hash, date(at, '+8 hours') as day from audit
      where audit_id < coalesce(
        (select min(audit_id) from audit where date(at, '+8 hours') >= date(?, '-' || ? || ' days')), 9e15)
    )
    select max(audit_id) as through, (select hash from old order by audit_id desc limit 1) as hash,
      count(*) as rows, min(day) as first_day, max(day) as last_day from old`,
    on,
    auditDays(ledger)
  );
  return found?.through ? (found as OldAudit) : undefined;
}

/** Takes the beginning of the chain away, after the chain itself has said so. */
export function removeOldAudit(
  ledger: Ledger,
  {on, by, now}: {on: string; by: string | null; now: string}
): OldAudit | undefined {
  return ledger.exclusively(() => {
    const old = readOldAudit(ledger, on);
    if (!old) return undefined;
    audit(ledger, {at: now, who: by, action: "audit-shortened", detail: {...old}});
    ledger.run("insert into audit_cuts (audit_id, hash, cut_on) values (?, ?, ?)", old.through, old.hash, on);
    ledger.run("delete from audit where audit_id <= ?", old.through);
    return old;
  });
}
