import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {bundleChild} from "../crash/bundle.ts";
import {SCENARIOS, scenarioNamed} from "../crash/scenarios.ts";
import {type PowerReport, runPower} from "./power-run.ts";
import {recordScenario} from "./record.ts";
import {keepTrace} from "./kept-trace.ts";

// `npm run power -- --seed S --states N --only upload-csv`; `--record verdict` keeps a trace for machines without strace.
const {values} = parseArgs({
  options: {
    seed: {type: "string", default: String(Date.now() % 1_000_000)},
    states: {type: "string", default: "1000"},
    only: {type: "string"},
    record: {type: "string"}
  }
});
// Plainly invented: scenarios seal files, and no key file may come to lie beside them.
process.env.SENSITIVE_KEY ??= "5e".repeat(32);

const {seed} = values;
const bundle = await bundleChild();
const root = mkdtempSync(join(tmpdir(), "power-record-"));
process.once("exit", () => rmSync(root, {recursive: true, force: true}));
const only = values.record ?? values.only;
const reports: PowerReport[] = [];
console.log(`种子 ${seed}`);
for (const scenario of only === undefined ? SCENARIOS : [scenarioNamed(only)]) {
  const trace = await recordScenario(scenario, root, bundle);
  if (values.record === undefined)
    reports.push(await runPower(trace, {seed, most: Number(values.states), say: (line) => console.log(line)}));
  else keepTrace(trace);
}
console.table(reports.map(({faults, ...report}) => ({...report, faults: faults.length})));
for (const {scenario, faults} of reports)
  for (const fault of faults) console.log([`${scenario} ${fault.cut}`, ...fault.faults].join("\n  "));
process.exitCode = reports.some(({faults}) => faults.length > 0) ? 1 : 0;
