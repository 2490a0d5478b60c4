import {parseArgs} from "node:util";
import {casesOf, TARGETS, targetNamed} from "./targets.ts";
import {runWatched, type Watched} from "./watched.ts";

// `npm run fuzz -- --seed S --cases N --minutes M --target decode --path 12:0:1`
const {values} = parseArgs({
  options: {
    seed: {type: "string", default: String(Date.now() % 1_000_000)},
    cases: {type: "string", default: "1000000"},
    minutes: {type: "string"},
    target: {type: "string"},
    path: {type: "string"}
  }
});
const seed = Number(values.seed);
const cases = Number(values.cases);
const end = values.minutes === undefined ? undefined : performance.now() + Number(values.minutes) * 60_000;
console.log(`种子 ${seed}`);
const reports: Watched[] = [];
// Cheap cases are many and come first, so that a limit of time leaves few out.
const cheapFirst = [...TARGETS].sort((a, b) => b.share - a.share);
for (const target of values.target === undefined ? cheapFirst : [targetNamed(values.target)]) {
  const minutes = end === undefined ? undefined : (end - performance.now()) / 60_000;
  if (minutes !== undefined && minutes <= 0) break;
  const own = values.target === undefined ? casesOf(target, cases) : cases;
  const report = await runWatched(target.name, {seed, cases: own, path: values.path, minutes});
  reports.push(report);
  console.log(
    `${report.target}: ${report.cases} cases, ${Math.round(report.seconds)} s, ${Math.round(report.megabytes)} MB`
  );
  if (report.failure)
    console.log(
      `npm run fuzz -- --target ${report.target} --seed ${seed} --path ${report.failure.path}\n${report.failure.words}`
    );
}
const total = reports.reduce((sum, report) => sum + report.cases, 0);
const failed = reports.filter(({failure}) => failure !== undefined);
const minutes = Math.round(reports.reduce((sum, {seconds}) => sum + seconds, 0) / 60);
console.log(`${total} cases in ${minutes} min, ${failed.length} targets with a fault`);
process.exitCode = failed.length > 0 ? 1 : 0;
