import {listen, type Observed} from "#pipelines/host/happenings.ts";
import {now} from "#pipelines/time/clock.ts";

const KEPT = 20;

export const observed: Observed = {started_at: now(), builds: [], defects: [], checks: {running: 0, waiting: 0}};

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
