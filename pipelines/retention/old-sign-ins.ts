import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readRetentionPolicy} from "#pipelines/removals/policy.ts";

/** What ended, by the moment it did. */
const ENDED = {
  sessions: "coalesce(revoked_at, ends_at)",
  attempts: "max(last_at, open_at)",
  links: "coalesce(used_at, expires_at)",
  api_tokens: "coalesce(revoked_at, expires_at)"
};

export function countOldSignIns(ledger: Ledger, on: string): number {
  return Object.entries(ENDED)
    .map(([table, ended]) => `select count(*) as count from ${table} where ${isOver(ended)}`)
    .map((sql) => ledger.all<{count: number}>(sql, on, readRetentionPolicy().signIn.days)[0]!.count)
    .reduce((sum, count) => sum + count, 0);
}

/** Sessions, failed attempts, links and tokens that ended long ago. */
export function removeOldSignIns(ledger: Ledger, on: string): number {
  return ledger.exclusively(() => {
    const count = countOldSignIns(ledger, on);
    for (const [table, ended] of Object.entries(ENDED))
      ledger.run(`delete from ${table} where ${isOver(ended)}`, on, readRetentionPolicy().signIn.days);
    return count;
  });
}

const isOver = (ended: string) => `date(${ended}, '+8 hours') < date(?, '-' || ? || ' days')`;
