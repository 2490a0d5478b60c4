import {LEVELS, type Level} from "#pipelines/plan/supervision-rules.ts";
import {isWorkday} from "#pipelines/plan/workdays.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {endOf, isOpen, levelOf, type Notice, type NoticeEvent} from "./notice.ts";
import type {SupervisedItem, SupervisionState} from "./state.ts";

type Raised = Omit<Extract<NoticeEvent, {kind: "raised"}>, "at" | "on">;
type Ended = Omit<Extract<NoticeEvent, {kind: "ended"}>, "at" | "on">;

/** What a day changes of the notices: new ones, and events of open ones. */
export interface NoticeChanges {
  issued: SupervisedItem[];
  events: {notice: Notice; event: Raised | Ended}[];
}

/** Nothing changes on a day without work. */
export function noticeChangesOn(day: string, {plan, items, notices}: SupervisionState): NoticeChanges {
  if (!isWorkday(plan, day)) return {issued: [], events: []};
  const events = notices.filter(isOpen).flatMap((notice) => {
    const item = items.find(({code}) => code === notice.deliverable_code);
    const event = endingOf(notice, item) ?? raisingOf(notice, item);
    return event ? [{notice, event}] : [];
  });
  const issued = items.filter((item) => isToBeIssued(item, {notices, day}));
  return {issued, events};
}

/** Why nobody is told any more: a report came, the work is done, its due day was moved, or no rule holds. */
function endingOf(notice: Notice, item: SupervisedItem | undefined): Ended | undefined {
  const ended = (reason: string, submission_id: string | null = null): Ended => ({
    ...{kind: "ended", reason, submission_id, account: null}
  });
  if (!item) return ended("计划中已没有这一项");
  if (item.report && item.report.sent_at > notice.issued_at) return ended("已填报进展", item.report.submission_id);
  // What is closed is supervised again where its look-back is late.
  if (item.level !== null) return undefined;
  if (item.status === "办结") return ended("已办结");
  if (item.status === "已调整") return ended("已按决定调整");
  return ended(item.due_on === notice.due_on ? "已不在督办之列" : `时限由 ${notice.due_on} 改为 ${item.due_on}`);
}

function raisingOf(notice: Notice, item: SupervisedItem | undefined): Raised | undefined {
  if (!item || item.level === null || !isHigher(item.level, levelOf(notice).level)) return undefined;
  return {kind: "raised", level: item.level, rules: item.rules};
}

const isHigher = (level: Level, than: Level) => LEVELS.indexOf(level) > LEVELS.indexOf(than);

/** A report speaks for a month; after that silence counts again. */
const QUIET_DAYS = 30;

/**
 * A report keeps an item quiet until the level rises above what it answered, until it is no longer in force because it
 * was returned or withdrawn, or until it is too old.
 */
function isToBeIssued(item: SupervisedItem, {notices, day}: {notices: Notice[]; day: string}): boolean {
  const own = notices.filter(({deliverable_code}) => deliverable_code === item.code);
  if (item.level === null || own.some(isOpen)) return false;
  const last = own.at(-1);
  const end = last && endOf(last);
  if (!end || end.submission_id === null || item.report === null) return true;
  const isQuiet = daysBetween(chineseDayOf(item.report.sent_at), day) <= QUIET_DAYS;
  return !isQuiet || isHigher(item.level, levelOf(last).level);
}
