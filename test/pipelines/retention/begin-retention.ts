import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {runRetention} from "#pipelines/retention/retention.ts";
import {openStore} from "#pipelines/store/store.ts";

// A process of its own, to be killed: it says when it begins.
const {dir, ledger} = await openStore(dataDirFromEnvironment());
console.log("begins");
const on = "2031-01-01";
await runRetention(dir, ledger, {on, isDryRun: false, by: null, now: `${on}T04:00:00.000Z`});
console.log("done");
