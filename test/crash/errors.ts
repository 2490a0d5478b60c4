import {parseArgs} from "node:util";
import {runErrors} from "./error-run.ts";
import {SCENARIOS, scenarioNamed} from "./scenarios.ts";

// `npm run io-errors -- --seed S --cases N --only upload-csv --call K`; every call of every action without `--cases`.
const {values} = parseArgs({
  options: {
    seed: {type: "string", default: String(Date.now() % 1_000_000)},
    cases: {type: "string", default: "Infinity"},
    only: {type: "string"},
    call: {type: "string"}
  }
});
// Plainly invented: scenarios seal files, and no key file may come to lie beside them.
process.env.SENSITIVE_KEY ??= "5e".repeat(32);

const {seed} = values;
const begun = performance.now();
console.log(`种子 ${seed}`);
const {tallies, faults} = await runErrors({
  scenarios: values.only ? [scenarioNamed(values.only)] : SCENARIOS,
  seed,
  cases: Number(values.cases),
  only: values.call === undefined ? undefined : Number(values.call),
  say: (line) => console.log(`${Math.round((performance.now() - begun) / 1000)} s: ${line}`)
});
console.table(tallies);
for (const {scenario, fault, faults: found} of faults) {
  const {at, code, lasts} = fault;
  const again = `npm run io-errors -- --seed ${seed} --only ${scenario} --call ${at}`;
  console.log([`${code}${lasts ? " and on" : ""}: ${again}`, ...found].join("\n  "));
}
process.exitCode = faults.length > 0 ? 1 : 0;
