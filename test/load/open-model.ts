export interface Latencies {
  /** Milliseconds from the moment at which each was due, in no order. */
  times: number[];
  failed: number;
}

/**
 * Acts come when they are due and not when the last one was answered, and count from the moment at which they were due:
 * a server that stands still makes all of them late. `act` tells whether it got what it wanted.
 */
export async function onSchedule(
  {perSecond, seconds}: {perSecond: number; seconds: number},
  act: (nth: number) => Promise<boolean>
): Promise<Latencies> {
  const [times, started]: [number[], number] = [[], performance.now()];
  let failed = 0;
  const actOnTime = async (nth: number) => {
    const due = started + (nth * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const isGood = await act(nth).catch(() => false);
    if (!isGood) failed++;
    times.push(performance.now() - due);
  };
  await Promise.all(Array.from({length: Math.round(seconds * perSecond)}, (_, nth) => actOnTime(nth)));
  return {times, failed};
}

/** The value that `share` of all do not exceed. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
