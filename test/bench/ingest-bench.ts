import {join} from "node:path";
import {type Figure, measureInProcess, median} from "./measured.ts";
import {writeParticipation} from "./participation-file.ts";

const SIZES: {rows: number; name: string; runs: number}[] = [
  {rows: 100_000, name: "0.1 M", runs: 5},
  {rows: 1_000_000, name: "1 M", runs: 5},
  {rows: 10_000_000, name: "10 M", runs: 3}
];

export interface IngestLine {
  name: string;
  bareMs: number;
  ingestMs: number;
  /** Median of the ratios of neighbouring runs, so that a drifting machine does not count. */
  ratio: number;
  rebuildMs: number;
  peakMb: number;
}

/** Whole ingest against a bare read of the same file, in turn. */
export async function benchIngest(folder: string, isWithTenMillion: boolean): Promise<IngestLine[]> {
  const lines: IngestLine[] = [];
  for (const {rows, name, runs} of SIZES.slice(0, isWithTenMillion ? 3 : 2)) {
    const file = join(folder, `participation-${rows}.csv`);
    await writeParticipation(file, rows);
    const bare: Figure[] = [];
    const ingest: Awaited<ReturnType<typeof measureInProcess>>[] = [];
    for (let run = 0; run < runs; run++) {
      bare.push(await measureInProcess("bare", folder, file));
      ingest.push(await measureInProcess("ingest", folder, file, String(rows)));
    }
    lines.push({
      name,
      bareMs: median(bare.map(({ms}) => ms)),
      ingestMs: median(ingest.map(({ms}) => ms)),
      ratio: median(ingest.map(({ms}, run) => ms / bare[run]!.ms)),
      rebuildMs: median(ingest.map(({rebuildMs}) => rebuildMs ?? 0)),
      peakMb: Math.max(...ingest.map(({peakMb}) => peakMb))
    });
  }
  return lines;
}
