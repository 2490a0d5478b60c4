import {runCrashes} from "./crash-run.ts";
import {readRunOptions} from "./run-options.ts";

// `npm run crash -- --seed S --kills N --minutes M --only upload-csv --case I`
const {seed, scenarios, options} = readRunOptions({kills: "10000", minutes: "60", case: undefined});
const begun = performance.now();
const report = await runCrashes({
  scenarios,
  seed,
  kills: Number(options.kills),
  minutes: Number(options.minutes),
  mostStarts: 10,
  only: options.case === undefined ? undefined : Number(options.case),
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
