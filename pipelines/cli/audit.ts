import {auditAlone, readAudit, verifyAudit} from "#pipelines/ledger/audit.ts";
import {auditCountedRefusals} from "#pipelines/ledger/refusals.ts";
import {now} from "#pipelines/time/clock.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {COMMAND_LINE, USAGE, UsageError} from "./usage.ts";

/** `audit verify` exits with 2 if a row was altered; `audit export` prints one row per line as JSON, oldest first. */
export async function audit(ledger: Ledger, [command]: string[]): Promise<number> {
  if (command === "verify") return verify(ledger);
  if (command !== "export") throw new UsageError(USAGE);
  await auditCountedRefusals(ledger, now());
  await auditAlone(ledger, {at: now(), who: COMMAND_LINE, action: "audit-exported"});
  for (const row of (await readAudit(ledger)).reverse()) console.log(JSON.stringify(row));
  return 0;
}

async function verify(ledger: Ledger): Promise<number> {
  const found = await verifyAudit(ledger);
  if (found.isIntact) {
    const removed = found.removed > 0 ? `（更早的 ${found.removed} 条已按期删除）` : "";
    console.log(`审计记录完整：${found.count} 条${removed}，末条校验值 ${found.hash}`);
    return 0;
  }
  console.log(`审计记录被改动过：第 ${found.row} 条与写下时不符，或已被删去、调换`);
  return 2;
}
