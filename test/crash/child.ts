import {dirname} from "node:path";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {SAID} from "./fault.ts";
import {watchPoints} from "./points.ts";
import type {Scenario} from "./scenario.ts";

// Does one action in DATA_DIR, with a fault on its way; `child-process.ts` starts it.
const [name = ""] = process.argv.slice(2);
const dir = dataDirFromEnvironment();
const {scenario} = (await import(`./scenarios/${name}.ts`)) as {scenario: Scenario};
const points = watchPoints(dirname(dir.root));
console.log(SAID.begun);
await scenario.act(dir, () => points.acknowledge());
await points.end();
