import {parseArgs} from "node:util";
import {runCrashes} from "./crash-run.ts";
import {SCENARIOS, scenarioNamed} from "./scenarios.ts";

// `npm run crash -- --seed S --kills N --minutes M --only upload-csv --case I`
const {values} = parseArgs({
  options: {
    seed: {type: "string", default: String(Date.now() % 1_000_000)},
    kills: {type: "string", default: "10000"},
    minutes: {type: "string", default: "60"},
    only: {type: "string"},
    case: {type: "string"}
  }
});
// Plainly invented: scenarios seal files, and no key file may come to lie beside them.
process.env.SENSITIVE_KEY ??= "5e".repeat(32);

const {seed} = values;
const begun = performance.now();
console.log(`种子 ${seed}`);
const report = await runCrashes({
  scenarios: values.only ? [scenarioNamed(values.only)] : SCENARIOS,
  seed,
  kills: Number(values.kills),
  minutes: Number(values.minutes),
  mostStarts: 10,
  only: values.case === undefined ? undefined : Number(values.case),
  say: (line) => console.log(`${Math.round((performance.now() - begun) / 1000)} s: ${line}`)
});
console.table(
  report.tallies.map(({reached, ...tally}) => ({...tally, reached: reached.size})),
  ["scenario", "cases", "kills", "points", "reached", "acknowledged"]
);
for (const {scenario, index, faults} of report.faults)
  console.log([`npm run crash -- --seed ${seed} --only ${scenario} --case ${index}`, ...faults].join("\n  "));
console.log(
  `${report.kills} kills in ${Math.round((performance.now() - begun) / 60_000)} min, ${report.faults.length} cases with faults`
);
process.exitCode = report.faults.length > 0 ? 1 : 0;
