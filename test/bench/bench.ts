import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {benchDryRun} from "./dry-run-bench.ts";
import {benchIngest, type IngestLine} from "./ingest-bench.ts";
import {benchServer} from "./server-bench.ts";

// Ratios against a baseline of the same run, because absolute times say more about the machine than about us.
const isWithTenMillion = process.argv.includes("--10m");
const folder = await mkdtemp(join(tmpdir(), "bench-"));
try {
  // Each part is printed as soon as it is measured, because all of them take a quarter of an hour.
  const lines = await benchIngest(folder, isWithTenMillion);
  console.log(
    "\n| participation rows | bare read_csv, ms | whole ingest, ms | ratio (limit 2.5 at 1 M and 10 M) | rebuild, ms | peak memory, MB (limit 1,500) |"
  );
  console.log("|---|---|---|---|---|---|");
  for (const {name, bareMs, ingestMs, ratio, rebuildMs, peakMb} of lines) {
    console.log(
      `| ${name} | ${bareMs.toFixed(0)} | ${ingestMs.toFixed(0)} | ${ratio.toFixed(2)} | ${rebuildMs.toFixed(0)} | ${peakMb.toFixed(0)} |`
    );
  }
  console.log(`\nRebuild against rows, each step ten times the data: ${growthOf(lines)}`);
  const dryRun = await benchDryRun(folder);
  console.log(
    `\nDry run of 100,000 rows in GB18030 against a bare read of them in UTF-8, ${dryRun.dryRunMs.toFixed(0)} / ${dryRun.bareMs.toFixed(0)} ms: ${dryRun.ratio.toFixed(2)} (limit 2)`
  );
  const server = await benchServer(folder);
  console.log("\n| server | figure | limit |");
  console.log("|---|---|---|");
  console.log(
    `| \`/\` against an empty page, ${server.overviewMs.toFixed(1)} / ${server.emptyMs.toFixed(1)} ms | ${server.ratio.toFixed(2)} | at most 2 |`
  );
  console.log(`| \`/\`, requests a second, 10 connections | ${server.overviewPerSecond.toFixed(0)} | at least 100 |`);
  console.log(
    `| \`/api/kpis.json\`, requests a second, 10 connections | ${server.kpisPerSecond.toFixed(0)} | at least 400 |`
  );
  console.log(`| a file sent, to the overview that counts it, ms | ${server.sentToSeenMs.toFixed(0)} | at most 500 |`);
  const {oneByOneMs, atOnceMs, ratio: monthEnd, longestMs} = server.monthEnd;
  console.log(
    `| 36 units send at once, against one after another, ${atOnceMs.toFixed(0)} / ${oneByOneMs.toFixed(0)} ms | ${monthEnd.toFixed(2)} | at most 0.6 |`
  );
  console.log(`| the longest of them waits, ms | ${longestMs.toFixed(0)} | at most 6,000 |`);
  console.log(`| \`/\` on the wire, kB | ${server.overviewKb.toFixed(0)} | at most 130 |`);
  console.log(`| \`/kpis/K23\` on the wire, kB | ${server.kpiKb.toFixed(0)} | at most 200 |`);
  for (const {path, ms, frameworkMs, ratio} of server.browser.drawn)
    console.log(
      `| \`${path}\` drawn in a cold browser against a static page of Observable Framework, ${ms.toFixed(0)} / ${frameworkMs.toFixed(0)} ms | ${ratio.toFixed(2)} | at most 0.8 |`
    );
  const {filterMs, interactionMs, slowestInteraction, layoutShift} = server.browser;
  console.log(`| another month chosen, to its numbers on the screen, ms | ${filterMs.toFixed(0)} | at most 150 |`);
  console.log(
    `| interaction to next paint, processor 4 times as slow, ms (${slowestInteraction}) | ${interactionMs.toFixed(0)} | at most 100 |`
  );
  console.log(`| layout shift, the largest of three pages at a desk and on a phone | ${layoutShift.toFixed(3)} | 0 |`);
  const {quietMs, rebuildMs, ratio, failed, rebuilds} = server.readers;
  console.log(
    `| 200 readers during ${rebuilds} rebuilds against none, 95 of 100 within ${rebuildMs.toFixed(0)} / ${quietMs.toFixed(0)} ms | ${ratio.toFixed(2)} | at most 3 |`
  );
  console.log(`| pages that these readers did not get | ${failed} | 0 |`);
  if (!isWithTenMillion) console.log("\n10 M rows: npm run bench -- --10m");
} finally {
  await rm(folder, {recursive: true, force: true});
}

function growthOf(lines: IngestLine[]): string {
  return lines
    .slice(1)
    .map(
      ({name, rebuildMs}, index) =>
        `${lines[index]!.name} → ${name} × ${(rebuildMs / lines[index]!.rebuildMs).toFixed(2)}`
    )
    .join(", ");
}
