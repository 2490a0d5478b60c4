import {audit} from "./audit.ts";
import type {Ledger, LedgerTransaction} from "./ledger.ts";

const HOUR_MS = 60 * 60 * 1000;
const PREFIX = "refused:";

export interface Refusal {
  now: string;
  who: string;
  /** What was asked for: a permission, or the kind of thing that was not shown. */
  kind: string;
  object?: string;
}

/**
 * Writes a refusal to the audit: the first of an account and kind at once, those that follow within the hour as a
 * number afterwards. So nobody fills the audit by asking again and again for what they may not have.
 */
export function auditRefusal(ledger: Ledger, {now, who, kind, object = kind}: Refusal): Promise<void> {
  return ledger.transaction(async (tx) => {
    await writeCounted(tx, now);
    const subject = `${PREFIX}${who}:${kind}`;
    const {numUpdatedRows} = await tx
      .updateTable("attempts")
      .set(({eb}) => ({failures: eb("failures", "+", 1), last_at: now}))
      .where("subject", "=", subject)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return;
    const open_at = new Date(Date.parse(now) + HOUR_MS).toISOString();
    await tx.insertInto("attempts").values({subject, failures: 0, last_at: now, open_at}).execute();
    await audit(tx, {at: now, who, action: "access-refused", object});
  });
}

/** Writes the numbers of the hours that are over; who reads the audit calls this before. */
export const auditCountedRefusals = (ledger: Ledger, now: string): Promise<void> =>
  ledger.transaction((tx) => writeCounted(tx, now));

async function writeCounted(tx: LedgerTransaction, now: string): Promise<void> {
  const over = await tx
    .deleteFrom("attempts")
    .where("subject", "like", `${PREFIX}%`)
    .where("open_at", "<=", now)
    .returning(["subject", "failures", "last_at"])
    .execute();
  for (const {subject, failures, last_at} of over) {
    if (failures === 0) continue;
    const [who = "", kind = ""] = subject.slice(PREFIX.length).split(":");
    const detail = {count: failures, last: last_at};
    await audit(tx, {at: now, who, action: "access-refused", object: kind, detail});
  }
}
