import * as v from "valibot";
import {jsonIn, keptText} from "./kept-text.ts";
import {wallClock} from "./wall-clock.ts";

const Kept = v.object({
  /** What was measured before the last pause. */
  before: v.pipe(v.number(), v.minValue(0)),
  /** When it was started the last time; null while it is paused. */
  since: v.nullable(v.number())
});

export interface Stopwatch {
  read: () => {ms: number; isRunning: boolean};
  start: () => void;
  pause: () => void;
  reset: () => void;
}

/** Measures the time since the start, over reloads of the page. */
export function openStopwatch(name: string, now: () => number = wallClock): Stopwatch {
  const text = keptText("sessionStorage", name);
  const found = v.safeParse(Kept, jsonIn(text));
  let kept = found.success ? found.output : {before: 0, since: null};
  const ms = () => kept.before + (kept.since === null ? 0 : Math.max(0, now() - kept.since));
  const keep = (next: v.InferOutput<typeof Kept>) => {
    kept = next;
    text.write(JSON.stringify(next));
  };
  return {
    read: () => ({ms: ms(), isRunning: kept.since !== null}),
    start: () => keep({before: ms(), since: now()}),
    pause: () => keep({before: ms(), since: null}),
    reset: () => keep({before: 0, since: kept.since === null ? null : now()})
  };
}

/** `4:07`, with hours `1:04:07`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
