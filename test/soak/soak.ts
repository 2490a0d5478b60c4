import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {quantile} from "../load/open-model.ts";
import {growthOf, isFlat} from "./flatness.ts";
import {inventLargerSample} from "./larger-sample.ts";
import {soak} from "./soak-run.ts";

// `npm run soak -- --seed S --minutes 10 --times 10 --readers 200 --senders 20 --day 1`
const {values} = parseArgs({
  options: {
    seed: {type: "string", default: String(Date.now() % 1_000_000)},
    minutes: {type: "string", default: "10"},
    times: {type: "string", default: "10"},
    readers: {type: "string", default: "200"},
    senders: {type: "string", default: "20"},
    day: {type: "string", default: "1"}
  }
});
// Plainly invented: the sample seals files, and no key file may come to lie beside them.
process.env.SENSITIVE_KEY ??= "5e".repeat(32);

const {seed, ...counts} = values;
const {minutes, times, readers, senders, day} = Object.fromEntries(
  Object.entries(counts).map(([name, value]) => [name, Number(value)])
) as Record<keyof typeof counts, number>;
const begun = performance.now();
const say = (line: string) => console.log(`${Math.round((performance.now() - begun) / 1000)} s: ${line}`);
console.log(`种子 ${seed}`);
const folder = await mkdtemp(join(tmpdir(), "soak-"));
try {
  const {phases, statuses, acknowledged, faults} = await soak({
    ...{dataDir: join(folder, "data"), sample: inventLargerSample(times), seed, readers, senders, say},
    quietSeconds: Math.min(60, minutes * 6),
    loadSeconds: minutes * 60,
    day: {pages: readers * 6 * minutes * day, files: senders * 1.2 * minutes * day}
  });
  console.log("\n| phase | seconds | pages | p50, ms | p95 | p99 | longest | files | p50, ms | p95 | p99 | longest |");
  console.log("|---|---|---|---|---|---|---|---|---|---|---|---|");
  for (const {name, seconds, pages, files} of phases)
    console.log(`| ${name} | ${Math.round(seconds)} | ${figuresOf(pages)} | ${figuresOf(files)} |`);
  console.log("\n| phase | memory in the middle third, MB | in the last | handles | in the last | flat |");
  console.log("|---|---|---|---|---|---|");
  const growths = phases.filter(({isLong}) => isLong).map(({name, sizes}) => ({name, growth: growthOf(sizes)}));
  for (const {name, growth} of growths) {
    const {megabytes, handles} = growth;
    console.log(
      `| ${name} | ${megabytes.from.toFixed(0)} | ${megabytes.to.toFixed(0)} | ${handles.from} | ${handles.to} | ${isFlat(growth) ? "yes" : "no"} |`
    );
  }
  console.log(`\n${[...statuses].map(([key, count]) => `${key}: ${count}`).join(", ")}`);
  const grown = growths.filter(({growth}) => !isFlat(growth)).map(({name}) => `memory or handles grow in: ${name}`);
  for (const fault of [...faults, ...grown]) console.log(fault);
  console.log(`${acknowledged} files acknowledged, ${faults.length + grown.length} faults`);
  process.exitCode = faults.length + grown.length > 0 ? 1 : 0;
} finally {
  await rm(folder, {recursive: true, force: true});
}

function figuresOf(times: number[]): string {
  const shares = times.length === 0 ? [] : [0.5, 0.95, 0.99, 1];
  return [
    times.length,
    ...[0, 1, 2, 3].map((at) => (shares[at] === undefined ? "" : quantile(times, shares[at]).toFixed(0)))
  ].join(" | ");
}
