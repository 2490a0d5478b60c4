import {Socket} from "node:net";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {hashKpis} from "./numbers.ts";

// The process that asked was killed: what this one works on will be removed.
process.stdin.resume().once("end", () => process.exit(1));
if (process.stdin instanceof Socket) process.stdin.unref();

// Run as a process of its own: the plans that a process reads are those of its DATA_DIR.
const {dir, ledger} = await openStore(dataDirFromEnvironment());
const {path, recipe, revision} = await rebuildWarehouse(dir, ledger, {isForced: true, now: now()});
process.stdout.write(JSON.stringify({recipe, revision, kpis: await withFinished(path, hashKpis)}));
await ledger.close();
