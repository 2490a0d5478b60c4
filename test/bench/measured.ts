import {execFile} from "node:child_process";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";

export interface Figure {
  ms: number;
  peakMb: number;
}

/** Runs one piece of work in a process of its own, so that its peak memory is its own too. */
export async function measureInProcess(work: string, ...args: string[]): Promise<Figure & Record<string, number>> {
  const script = fileURLToPath(new URL("./work.ts", import.meta.url));
  const {stdout} = await promisify(execFile)(process.execPath, ["--import", "tsx", script, work, ...args], {
    maxBuffer: 1 << 26
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}");
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
