import fc from "fast-check";
import {cpuUsage} from "node:process";

let limit: {seconds: number; begin: () => void} | undefined;

/** Counts each case from now on by `begin`, and lets none take longer than `seconds` of processor time. */
export function limitCases(seconds: number, begin: () => void): void {
  limit = {seconds, begin};
}

let running: Promise<void> = Promise.resolve();

/** Waits for the case that a limit of time has let go of: what it works on must not be closed under it. */
export const lastCaseEnded = () => running;

/** A property of cases: `holds` throws where it does not hold. Returns what `Opened` wants. */
export function property<Case>(
  cases: fc.Arbitrary<Case>,
  holds: (given: Case) => void | Promise<void>
): fc.IAsyncProperty<[unknown]> {
  return fc.asyncProperty(cases, async (given) => {
    limit?.begin();
    const before = cpuUsage();
    const held = Promise.resolve(given).then(holds);
    running = held.catch(() => undefined);
    await held;
    const {user, system} = cpuUsage(before);
    const seconds = (user + system) / 1e6;
    if (limit && seconds > limit.seconds) throw new Error(`took ${seconds.toFixed(1)} s of a processor`);
  }) as unknown as fc.IAsyncProperty<[unknown]>;
}
