import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {bundleChild} from "../crash/bundle.ts";
import {readRunOptions} from "../crash/run-options.ts";
import {scenarioNamed} from "../crash/scenarios.ts";
import {type PowerReport, runPower} from "./power-run.ts";
import {recordScenario} from "./record.ts";
import {keepTrace} from "./kept-trace.ts";

// `npm run power -- --seed S --states N --only upload-csv`; `--record verdict` keeps a trace for machines without strace.
const {seed, scenarios, options} = readRunOptions({states: "1000", record: undefined});
const bundle = await bundleChild();
const root = mkdtempSync(join(tmpdir(), "power-record-"));
process.once("exit", () => rmSync(root, {recursive: true, force: true}));
const reports: PowerReport[] = [];
for (const scenario of options.record === undefined ? scenarios : [scenarioNamed(options.record)]) {
  const trace = await recordScenario(scenario, root, bundle);
  if (options.record === undefined)
    reports.push(await runPower(trace, {seed, most: Number(options.states), say: (line) => console.log(line)}));
  else keepTrace(trace);
}
console.table(reports.map(({faults, ...report}) => ({...report, faults: faults.length})));
for (const {scenario, faults} of reports)
  for (const fault of faults) console.log([`${scenario} ${fault.cut}`, ...fault.faults].join("\n  "));
process.exitCode = reports.some(({faults}) => faults.length > 0) ? 1 : 0;
