import {readEnvironment} from "#pipelines/environment/environment.ts";

// Only the command line and the web requests call these; everything else takes the day as a parameter.

// Created once, because a formatter takes longer than the rest of a page.
const CHINESE_DAY = new Intl.DateTimeFormat("en-CA", {timeZone: "Asia/Shanghai"});

/** The day in China, YYYY-MM-DD; UNION_PLAN_TODAY overrides it for tests and for looking back. */
export function today({UNION_PLAN_TODAY} = readEnvironment()): string {
  return UNION_PLAN_TODAY ?? CHINESE_DAY.format(new Date());
}

/** The current moment, ISO 8601 in UTC. */
export function now(): string {
  return new Date().toISOString();
}

/** Tells whether a text is an existing day written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
