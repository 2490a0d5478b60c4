import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {gb18030Of} from "./gb18030.ts";
import {type Figure, measureInProcess, median} from "./measured.ts";
import {writeParticipation} from "./participation-file.ts";

const ROWS = 100_000;
const RUNS = 7;

export interface DryRunLine {
  bareMs: number;
  dryRunMs: number;
  /** Median of the ratios of neighbouring runs. */
  ratio: number;
}

/** Receiving, decoding and checking a file of GB18030 against a bare read of the same rows in UTF-8. */
export async function benchDryRun(folder: string): Promise<DryRunLine> {
  const [utf8, gb] = [join(folder, "dry-run-utf8.csv"), join(folder, "dry-run-gb18030.csv")];
  await writeParticipation(utf8, ROWS);
  await writeFile(gb, gb18030Of(await readFile(utf8, "utf8")));
  const bare: Figure[] = [];
  const dryRun: Figure[] = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await measureInProcess("bare", folder, utf8));
    dryRun.push(await measureInProcess("dryRun", folder, gb, String(ROWS)));
  }
  return {
    bareMs: median(bare.map(({ms}) => ms)),
    dryRunMs: median(dryRun.map(({ms}) => ms)),
    ratio: median(dryRun.map(({ms}, run) => ms / bare[run]!.ms))
  };
}
