import {daysBetween} from "#pipelines/time/months.ts";

/** In the order of the rules below; the screen adds shape and colour. */
export const STATUSES = ["已调整", "办结", "待审", "未到期", "逾期", "无数据", "滞后", "临期", "正常"] as const;
export type Status = (typeof STATUSES)[number];

/** What is known about a deliverable or a task on a day. Days are YYYY-MM-DD, shares are percent. */
export interface StatusFacts {
  start_on: string;
  due_on: string;
  /** Null while nothing was reported or loaded. */
  progress: number | null;
  /** Changed or cancelled by decision. */
  is_adjusted: boolean;
  /** Closed by the office with evidence. */
  is_closed: boolean;
  /** Reported as done, the office has not decided yet. */
  is_waiting: boolean;
  is_evidence_missing: boolean;
}

export interface Judgement {
  status: Status;
  /** The rule that held, in a sentence with its numbers. */
  rule: string;
}

const POINTS_BEHIND = 10;
const DAYS_SOON = 7;

/** The first rule that holds. */
export function statusOf(standing: StatusFacts, on: string): Judgement {
  const {start_on, due_on, progress} = standing;
  if (standing.is_adjusted) return {status: "已调整", rule: "经决定调整或取消"};
  if (standing.is_closed) return {status: "办结", rule: "校工会已办结，佐证齐全"};
  if (standing.is_waiting) return {status: "待审", rule: "已报完成 100%，待校工会审核"};
  if (on < start_on) return {status: "未到期", rule: `${start_on} 开始，尚未到期`};
  if (on > due_on) return {status: "逾期", rule: `应于 ${due_on} 完成，已超过 ${daysBetween(due_on, on)} 天`};
  if (progress === null) return {status: "无数据", rule: "已经开始，还没有填报或数据"};
  const pace = paceOf(start_on, due_on, on);
  const behind = pointsOf(pace - progress);
  if (behind > POINTS_BEHIND)
    return {status: "滞后", rule: `落后序时进度 ${points(pace, progress)} 点，超过 ${POINTS_BEHIND} 点`};
  if (standing.is_evidence_missing) return {status: "滞后", rule: "已报进展，缺佐证材料"};
  const left = daysBetween(on, due_on);
  if (left <= DAYS_SOON) return {status: "临期", rule: left === 0 ? "今天到期" : `还有 ${left} 天到期`};
  return {
    status: "正常",
    rule: behind > 0 ? `落后序时进度 ${points(pace, progress)} 点，在 ${POINTS_BEHIND} 点以内` : "不落后于序时进度"
  };
}

/** As a reader would subtract the two numbers shown, each with one decimal. */
function points(pace: number, progress: number): string {
  return (Number(pace.toFixed(1)) - Number(progress.toFixed(1))).toFixed(1);
}

/** 序时进度: the percent due by a day, linear from 0 on the first day to 100 on the last. */
export function paceOf(startOn: string, dueOn: string, on: string): number {
  if (on >= dueOn) return 100;
  if (on <= startOn) return 0;
  return (daysBetween(startOn, on) * 100) / daysBetween(startOn, dueOn);
}

/** Exactly 10 points behind is 10: floating point would make a hair more of 55 − 45. */
function pointsOf(difference: number): number {
  return Math.round(difference * 1e6) / 1e6;
}
