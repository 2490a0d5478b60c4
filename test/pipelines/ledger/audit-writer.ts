// Writes fifty entries into the audit of a ledger; `at-once.test.ts` starts several.
import {auditAlone} from "#pipelines/ledger/audit.ts";
import {openLedger} from "#pipelines/ledger/ledger.ts";

const [, , path = "", who = ""] = process.argv;
const ledger = await openLedger(path);
for (let count = 0; count < 50; count++)
  await auditAlone(ledger, {at: "2026-11-15T04:00:00.000Z", who, action: "sign-in", detail: {count}});
await ledger.close();
