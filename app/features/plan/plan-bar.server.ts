import {dayMark, yearSpanOf, type YearSpan} from "./year-span.server.ts";

export interface PlannedDays {
  start_on: string;
  due_on: string;
  original_due_on: string;
  /** Percent; null without reports or data. */
  progress: number | null;
  /** A single event is done on its day, so its due day is a milestone. */
  isMilestone: boolean;
  /** The period that the document states, first and last day. */
  stated?: [from: string, to: string];
}

/** What is drawn for a row of the timeline, in percent of the year. */
export interface PlanBar {
  plan?: YearSpan;
  done?: YearSpan;
  stated?: YearSpan;
  /** What was promised first, where the due day has moved. */
  original?: YearSpan;
  due?: number;
  originalDue?: number;
}

export function planBarOf(year: number, days: PlannedDays): PlanBar {
  const plan = yearSpanOf(year, days.start_on, days.due_on);
  const isMoved = days.original_due_on !== days.due_on;
  return {
    plan,
    done: plan && doneIn(plan, days.progress),
    stated: days.stated && yearSpanOf(year, ...days.stated),
    original: isMoved ? yearSpanOf(year, days.start_on, days.original_due_on) : undefined,
    due: days.isMilestone ? dayMark(year, days.due_on) : undefined,
    originalDue: isMoved ? dayMark(year, days.original_due_on) : undefined
  };
}

/** The solid part within the outline: never longer than the plan, however much was done. */
function doneIn({x, width}: YearSpan, progress: number | null): YearSpan | undefined {
  if (progress === null || progress <= 0) return undefined;
  return {x, width: Math.round(width * Math.min(progress, 100)) / 100};
}
