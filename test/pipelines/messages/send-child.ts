import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openLedger} from "#pipelines/ledger/ledger.ts";
import {sendDue} from "#pipelines/messages/send-due.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";

// Sends what is due at a moment to a robot: send-child.ts <data directory> <address> <moment>
const [root = "", url = "", moment = ""] = process.argv.slice(2);
const dir = dataDirAt(root);
const ledger = await openLedger(dir.ledger);
const channels = {mail: undefined, robots: [{kind: "wecom" as const, url, secret: undefined}]};
await sendDue({dir, ledger, plan: readPlan(2026)!, channels, now: () => moment});
await ledger.close();
