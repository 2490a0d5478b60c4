import {minutesOf} from "./deck-page.ts";
import type {Show} from "./show.ts";
import {clockText, type Stopwatch} from "./stopwatch.ts";
import {wallClock} from "./wall-clock.ts";

const MINUTE_MS = 60_000;
/** The clock is drawn a little more often than it changes. */
const DRAWN_EVERY_MS = 500;

const timeOfDay = new Intl.DateTimeFormat("zh-CN", {hour: "2-digit", minute: "2-digit", hour12: false});

interface ClockParts {
  [name: string]: HTMLElement;
}

/** Shows the time of day, the time since the start, and both beside the planned minutes. */
export function runClock(show: Show, watch: Stopwatch, own: Stopwatch, parts: ClockParts): void {
  const draw = () => {
    const {ms, isRunning} = watch.read();
    const {before, here, whole} = plannedOf(show);
    set(parts.time, timeOfDay.format(wallClock()));
    set(parts.elapsed, clockText(ms));
    set(parts.start, isRunning ? "暂停" : ms > 0 ? "继续" : "开始计时");
    set(parts.here, here > 0 ? `本页计划 ${halves(here)} 分钟，已用 ${clockText(own.read().ms)}` : "本页没有计划时间");
    set(parts.whole, whole > 0 ? wholeWords(before + here, whole) : "");
    drawBar(parts.bar, {spent: ms / MINUTE_MS, due: before + here, whole});
  };
  setInterval(draw, DRAWN_EVERY_MS);
  show.onMove(draw);
  parts.start?.addEventListener("click", () => {
    for (const each of [watch, own]) each[each.read().isRunning ? "pause" : "start"]();
    draw();
  });
  parts.reset?.addEventListener("click", () => {
    for (const each of [watch, own]) each.reset();
    draw();
  });
  draw();
}

const wholeWords = (due: number, whole: number) =>
  `全程计划 ${Math.round(whole)} 分钟，讲完本页应用 ${halves(due)} 分钟`;

/** A slide that was split has a share of its minutes; nobody plans finer than half a minute. */
const halves = (minutes: number) => Math.max(0.5, Math.round(2 * minutes) / 2);

/** The planned minutes before this slide, of it, and of all slides. */
function plannedOf({slides, place}: Show): {before: number; here: number; whole: number} {
  const minutes = slides.map(minutesOf);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {before: sum(minutes.slice(0, place.at)), here: minutes[place.at] ?? 0, whole: sum(minutes)};
}

/** The bar fills with the time that was spent; a tick stands where this slide should end. It changes its tone, calmly. */
function drawBar(bar: HTMLElement | undefined, {spent, due, whole}: Record<"spent" | "due" | "whole", number>): void {
  if (!bar) return;
  bar.hidden = whole === 0;
  bar.style.setProperty("--spent", `${Math.min(100, (100 * spent) / whole)}%`);
  bar.style.setProperty("--due", `${(100 * due) / whole}%`);
  bar.dataset.pace = spent > due + 1 ? "late" : "fine";
  bar.setAttribute("aria-valuenow", String(Math.round(Math.min(spent, whole))));
  bar.setAttribute("aria-valuemax", String(Math.round(whole)));
}

function set(element: HTMLElement | undefined, words: string): void {
  if (element && element.textContent !== words) element.textContent = words;
}
