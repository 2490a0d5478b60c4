import {listen} from "#pipelines/host/happenings.ts";
import {now} from "#pipelines/time/clock.ts";

const KEPT = 20;

/** What this process has seen since it was started; the newest first. */
export const observed = {
  started_at: now(),
  builds: [] as {build_id: number; revision: number; ms: number; at: string}[],
  defects: [] as {id: string; type: string; at: string}[],
  /** Checks of files that run or wait for their turn. */
  checks: {running: 0, waiting: 0}
};

export type Observed = typeof observed;

export function observe(): void {
  listen("build", (facts) => keep(observed.builds, {...facts, at: now()}));
  listen("defect", (facts) => keep(observed.defects, {...facts, at: now()}));
  listen("check", ({step}) => {
    const {checks} = observed;
    if (step === "waits") checks.waiting++;
    if (step === "runs") {
      checks.waiting--;
      checks.running++;
    }
    if (step === "ends") checks.running--;
  });
}

function keep<T>(list: T[], one: T): void {
  list.unshift(one);
  list.length = Math.min(list.length, KEPT);
}
