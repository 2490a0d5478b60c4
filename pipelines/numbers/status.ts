import type {Pace} from "#pipelines/plan/measured-by.ts";
import {daysBetween} from "#pipelines/time/months.ts";

/** In the order of the rules below; the screen adds shape and colour. */
export const STATUSES = ["已调整", "办结", "待审", "未到期", "逾期", "无数据", "滞后", "临期", "正常"] as const;
export type Status = (typeof STATUSES)[number];

/** What is known about a deliverable or a task on a day. Days are YYYY-MM-DD, shares are percent. */
export interface StatusFacts {
  start_on: string;
  due_on: string;
  /** Linear by default. */
  pace_kind?: Pace;
  /** The percent due by the day; by default the even share of the days. */
  expected?: number;
  /** Null while nothing was reported or loaded. */
  progress: number | null;
  /** Changed or cancelled by decision. */
  is_adjusted: boolean;
  /** The meeting that decided it and the day, where the report names them. */
  decision?: {meeting: string; decided_on: string};
  /** Closed by the office with evidence. */
  is_closed: boolean;
  /** Reported as done, the office has not decided yet. */
  is_waiting: boolean;
  /** 反弹: what was closed did not last, and no later report is there. */
  relapse?: {on: string; sentence: string};
  is_evidence_missing: boolean;
  /** The event is over, so its number can no longer change. */
  is_final?: boolean;
  /** How many events of it are still to come this year; held once it meets its promise, and is not over yet. */
  to_come?: number;
  /** For a task, or a KPI of several deliverables: how many of them are overdue. */
  overdue?: number;
  /** For a task: how many lag behind after their first due date; a postponement does not make them normal. */
  postponed?: number;
}

export interface Judgement {
  status: Status;
  /** The rule that held, in a sentence with its numbers. */
  rule: string;
}

const POINTS_BEHIND = 10;
const DAYS_SOON = 7;
/** In the last so many days before its due day, a deliverable that is judged by it alone is 临期. */
const DAYS_SOON_ONCE = 30;

/** The first rule that holds. */
export function statusOf(facts: StatusFacts, on: string): Judgement {
  const {start_on, due_on, progress, pace_kind = "linear"} = facts;
  if (facts.is_adjusted) return {status: "已调整", rule: adjustedRule(facts)};
  if (facts.is_closed) return {status: "办结", rule: "校工会已办结，佐证齐全"};
  if (facts.is_waiting)
    return {
      status: "待审",
      rule:
        facts.is_final && progress !== 100
          ? `结果已定，${ofTarget(progress)}，不再变化，待校工会办结`
          : "已报完成 100%，待校工会审核"
    };
  if (facts.relapse) return reopened(facts.relapse, due_on, on);
  if (on < start_on) return {status: "未到期", rule: `${start_on} 开始，尚未到期`};
  if (pace_kind === "none") return reference(progress);
  if (on > due_on && (pace_kind !== "level" || progress === null))
    return facts.is_final && !facts.is_evidence_missing ? settled(progress) : overdue(due_on, on);
  if (pace_kind === "once") return once(facts, on);
  if (progress === null) return {status: "无数据", rule: "已经开始，还没有填报或数据"};
  return pace_kind === "level" ? level(facts, progress) : linear(facts, progress, on);
}

function adjustedRule({decision}: StatusFacts): string {
  return decision
    ? `经${decision.meeting}（${decision.decided_on}）决定调整或取消`
    : "经决定调整或取消，未写明会议和日期";
}

/** The time in which it was closed is no delay, so it is late only by a due day that was set since. */
function reopened({on: relapsedOn, sentence}: {on: string; sentence: string}, due_on: string, on: string): Judgement {
  const why = `${relapsedOn} 回头看反弹（${sentence}），已重新打开`;
  if (due_on <= relapsedOn) return lagging(`${why}，待重新定期限`);
  return on > due_on ? {status: "逾期", rule: `${why}；${overdue(due_on, on).rule}`} : lagging(why);
}

function reference(progress: number | null): Judgement {
  if (progress === null) return {status: "无数据", rule: "只作参考，不作考核；还没有数据"};
  return {status: "正常", rule: "只作参考，不作考核"};
}

function overdue(due_on: string, on: string): Judgement {
  return {status: "逾期", rule: `应于 ${due_on} 完成，已逾期 ${daysBetween(due_on, on)} 天`};
}

/** Says what came out of an event that is over. */
function settled(progress: number | null): Judgement {
  return {status: "正常", rule: progress === 100 ? "已达到目标" : `结果已定，${ofTarget(progress)}，不再变化`};
}

/** Held as promised, and not over yet: a festival after its first event. */
export function goesOn({pace_kind, progress, to_come = 0}: Pick<StatusFacts, "pace_kind" | "progress" | "to_come">) {
  return pace_kind === "once" && progress === 100 && to_come > 0;
}

/** Judges by the due day alone: before it, an event that has not been held is not late. */
function once(
  {due_on, progress, is_evidence_missing, is_final, to_come = 0, overdue = 0}: StatusFacts,
  on: string
): Judgement {
  if (is_evidence_missing) return UNPROVEN;
  if (goesOn({pace_kind: "once", progress, to_come}))
    return {status: "正常", rule: `已举办，后面还有 ${to_come} 场，按期限考核`};
  if (progress === 100) return {status: "正常", rule: "已完成，按期限考核"};
  if (overdue > 0) return lagging(`按期限考核，${lateOf({overdue})}`);
  const left = daysBetween(on, due_on);
  // Earlier in the year another round may come.
  if (is_final && left <= DAYS_SOON_ONCE) return settled(progress);
  if (left <= DAYS_SOON_ONCE) return {status: "临期", rule: `按期限考核，${leftWords(left)}`};
  const rule = `按期限考核，应于 ${due_on} 完成`;
  return progress === null || progress === 0 ? {status: "未到期", rule} : {status: "正常", rule};
}

/** Judges a rate that should meet its target all year, whatever the day. */
function level({is_evidence_missing}: StatusFacts, progress: number): Judgement {
  const behind = exact(100 - progress);
  // Without the gap to 100 %: a KPI's sentence beside it tells the gap to its target, in points of the rate itself.
  const least = 100 - POINTS_BEHIND;
  const stands = `全年都应达标，达到目标的 ${sharpened(progress, least)}%`;
  if (behind > POINTS_BEHIND) return {status: "滞后", rule: `${stands}，不到 ${least}%`};
  if (is_evidence_missing) return UNPROVEN;
  if (behind > 0 && Number(difference(100, progress)) > 0) return {status: "正常", rule: `${stands}，不低于 ${least}%`};
  return {status: "正常", rule: "全年都应达标，现已达标"};
}

function linear({start_on, due_on, expected, ...facts}: StatusFacts, progress: number, on: string) {
  const pace = expected ?? paceOf(start_on, due_on, on);
  const behind = exact(pace - progress);
  const slower = `比序时进度慢 ${difference(pace, progress)} 个百分点`;
  // A gap too small to be shown is no gap.
  const isShown = behind > 0 && Number(difference(pace, progress)) > 0;
  const late = lateOf(facts);
  if (behind > POINTS_BEHIND)
    return lagging([late, `${slower}，超过 ${POINTS_BEHIND} 个百分点`].filter(Boolean).join("；"));
  if (late) return lagging(isShown ? `${late}；${slower}` : late);
  if (facts.is_evidence_missing) return UNPROVEN;
  const left = daysBetween(on, due_on);
  if (left <= DAYS_SOON) return {status: "临期", rule: leftWords(left)} satisfies Judgement;
  return {
    status: "正常",
    rule: isShown ? `${slower}，在 ${POINTS_BEHIND} 个百分点以内` : "达到序时进度"
  } satisfies Judgement;
}

function lateOf({overdue = 0, postponed = 0}: Pick<StatusFacts, "overdue" | "postponed">): string {
  const parts = [
    ...(overdue > 0 ? [`${overdue} 项逾期`] : []),
    ...(postponed > 0 ? [`${postponed} 项已过原定日期仍滞后`] : [])
  ];
  return parts.length > 0 ? `含 ${parts.join("、")}` : "";
}

const lagging = (rule: string): Judgement => ({status: "滞后", rule});

const UNPROVEN = lagging("已报进展，缺佐证材料");

const leftWords = (left: number) => (left === 0 ? "今天到期" : `还有 ${left} 天到期`);

function ofTarget(progress: number | null): string {
  return progress === null ? "没有数据" : `达到目标的 ${progress.toFixed(1)}%`;
}

/** Writes a share with one decimal; one just below the limit is shown as below it. */
function sharpened(share: number, limit: number): string {
  const isHair = exact(limit - share) > 0 && Number(share.toFixed(1)) >= limit;
  return isHair ? (Math.floor(share * 100) / 100).toFixed(2) : share.toFixed(1);
}

/**
 * Returns the difference of the two numbers as shown, each with one decimal; a gap just above the limit is shown as
 * above it.
 */
function difference(due: number, progress: number): string {
  const shown = Number((Number(due.toFixed(1)) - Number(progress.toFixed(1))).toFixed(1));
  const behind = exact(due - progress);
  const isHair = behind > POINTS_BEHIND && shown <= POINTS_BEHIND;
  return isHair ? (Math.ceil(behind * 100) / 100).toFixed(2) : shown.toFixed(1);
}

/** 序时进度: the percent due by a day, linear from 0 on the first day to 100 on the last. */
export function paceOf(startOn: string, dueOn: string, on: string): number {
  if (on >= dueOn) return 100;
  if (on <= startOn) return 0;
  return (daysBetween(startOn, on) * 100) / daysBetween(startOn, dueOn);
}

/**
 * Returns the whole pieces that are due: of four a year, three by the end of November, not 3.6. A piece may be a batch of
 * many people; the last one is what is left at the end.
 */
export function wholePaceOf(count: number, pace: number, piece = 1): number {
  if (count <= 0 || pace >= 100) return pace;
  return (Math.floor(exact((count * pace) / 100 / piece)) * piece * 100) / count;
}

/** Exactly 10 points behind is 10: floating point would make a hair more of 55 − 45. */
function exact(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
