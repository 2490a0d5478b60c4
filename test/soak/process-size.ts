import {readdirSync, readFileSync} from "node:fs";

export interface ProcessSize {
  seconds: number;
  megabytes: number;
  handles: number;
}

/** Looks at a process again and again, until it is asked what was seen. */
export function watchSize(pid: number, everyMs = 2_000): {stop: () => ProcessSize[]} {
  const seen: ProcessSize[] = [];
  const started = performance.now();
  const look = () => seen.push({seconds: (performance.now() - started) / 1000, ...sizeOf(pid)});
  look();
  const timer = setInterval(look, everyMs);
  return {
    stop() {
      clearInterval(timer);
      look();
      return seen;
    }
  };
}

/** As Linux tells it. */
function sizeOf(pid: number): {megabytes: number; handles: number} {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return {megabytes: Number(kilobytes) / 1024, handles: readdirSync(`/proc/${pid}/fd`).length};
}
