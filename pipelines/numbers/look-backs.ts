import type {DuckDBConnection} from "@duckdb/node-api";
import {day, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import {firstWorkdayFrom} from "#pipelines/plan/workdays.ts";
import {daysBefore} from "#pipelines/time/chinese-day.ts";

/** 巩固: what was closed lasts; 反弹: it does not. */
export type LookBackResult = "巩固" | "反弹";

export interface LookBack {
  deliverable_code: string;
  closed_on: string;
  result: LookBackResult;
  sentence: string;
  evidence_link: string | null;
  looked_on: string;
  /** UTC; moments compare as text. */
  looked_at: string;
}

const LOOK_BACKS = query(
  {
    deliverable_code: text,
    closed_on: day,
    result: word<LookBackResult>(),
    sentence: text,
    evidence_link: orNull(text),
    looked_on: day,
    looked_at: text
  },
  `select deliverable_code, closed_on, result, sentence, evidence_link, looked_on, looked_at::varchar as looked_at
  from marts.look_backs where plan_year = $year and looked_on <= $on::date order by look_back_id`
);

/** Reads the newest look-back on each deliverable until a day, by code. */
export async function readNewestLookBacks(
  db: DuckDBConnection,
  {year, on}: {year: number; on: string}
): Promise<Map<string, LookBack>> {
  const lookBacks: LookBack[] = await LOOK_BACKS.rows(db, {year, on});
  return new Map(lookBacks.map((each) => [each.deliverable_code, each]));
}

/** 回头看: when a closed deliverable is looked at again, and what was found. */
export interface LookBackSchedule {
  closed_on: string;
  due_on: string;
  /** Null until somebody looked. */
  found: LookBack | null;
}

/** Returns when to look at a deliverable that was closed on a day; undefined where the plan has no rule for it. */
export function lookBackDueOn(plan: Pick<Plan, "workdays" | "supervision">, closedOn: string): string | undefined {
  const days = plan.supervision.find(({rule}) => rule === "look_back")?.value;
  // The calendar of holidays ends with its year; later days are judged by their weekday.
  return days === undefined ? undefined : firstWorkdayFrom(plan, daysBefore(closedOn, -Number(days)));
}

/** Nobody has looked yet, and the day has come. */
export function isLookBackDue(standing: LookBackSchedule | null | undefined, on: string): standing is LookBackSchedule {
  return standing !== null && standing !== undefined && standing.found === null && on >= standing.due_on;
}

/** The same, and the day has passed. */
export function isLookBackLate(
  standing: LookBackSchedule | null | undefined,
  on: string
): standing is LookBackSchedule {
  return isLookBackDue(standing, on) && on > standing.due_on;
}
