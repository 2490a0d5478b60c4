import {runErrors} from "./error-run.ts";
import {readRunOptions} from "./run-options.ts";

// `npm run io-errors -- --seed S --cases N --only upload-csv --call K`; every call of every action without `--cases`.
const {seed, scenarios, options} = readRunOptions({cases: "Infinity", call: undefined});
const begun = performance.now();
const {tallies, faults} = await runErrors({
  scenarios,
  seed,
  cases: Number(options.cases),
  only: options.call === undefined ? undefined : Number(options.call),
  say: (line) => console.log(`${Math.round((performance.now() - begun) / 1000)} s: ${line}`)
});
console.table(tallies);
for (const {scenario, fault, faults: found} of faults) {
  const {at, code, lasts} = fault;
  const again = `npm run io-errors -- --seed ${seed} --only ${scenario} --call ${at}`;
  console.log([`${code}${lasts ? " and on" : ""}: ${again}`, ...found].join("\n  "));
}
process.exitCode = faults.length > 0 ? 1 : 0;
