import {LEVELS} from "#pipelines/plan/supervision-rules.ts";
import {workdaysAfter} from "#pipelines/plan/workdays.ts";
import {bytesOf, cutText, listText} from "./cut-text.ts";
import {
  acknowledgementOf,
  askedOn,
  isOpen,
  isRaisedSinceTold,
  lastToldOf,
  levelOf,
  type Notice,
  noticeNumber,
  type Step
} from "./notice.ts";
import type {SupervisedItem, SupervisionState} from "./state.ts";

/** One notice as it is told to somebody. */
export interface ToldNotice {
  notice: Notice;
  item: SupervisedItem;
  step: Step;
}

/** A person's message of a day: one for all that is due. */
export function digestOf(told: ToldNotice[], {day, site}: {day: string; site: string}) {
  const waiting = told.filter(({notice}) => !acknowledgementOf(notice)).length;
  const verb = waiting === 0 ? "待填报进展" : "待签收";
  return {
    subject: `【督办】${told.length} 项${verb}（${shortDay(day)}）`,
    body: [
      "您好：",
      `截至${longDay(day)}，${told.length} 项年度计划承诺${verb}：`,
      ...told.map((each, at) => noticeText(each, {place: at + 1, site})),
      `全部督办事项：${site}/supervision`,
      "签收后不再逐级告知；填报进展后不再提醒。"
    ].join("\n\n")
  };
}

function noticeText({notice, item, step}: ToldNotice, {place, site}: {place: number; site: string}): string {
  // The rules of the day, because days left and days late go on counting.
  const {level, rules} = item.level === null ? levelOf(notice) : {...item, level: item.level};
  const {code, name, unit_name, leader, due_on} = item;
  return [
    `${place}. ${code} ${name}`,
    `   ${noticeNumber(notice)}，${level}，时限 ${due_on}`,
    `   牵头：${unit_name ?? "未定"}${leader === null ? "" : `；责任领导：${leader}`}`,
    `   触发规则：${rules.join("；")}`,
    ...whyToldOf(notice, step).map((why) => `   ${why}`),
    `   签收：${site}/supervision/${code}`,
    ...(step === "领导" ? [] : [`   填报：${site}/progress/${code}`])
  ].join("\n");
}

/** Says why it is told to this one, and not for the first time. */
function whyToldOf(notice: Notice, step: Step): string[] {
  const last = lastToldOf(notice);
  const office = step === "办公室" ? ["牵头单位没有账户，由校工会办公室签收或转告"] : [];
  if (acknowledgementOf(notice)) return [...office, "已签收，尚未填报进展，再次提醒"];
  if (!last) return office;
  if (isRaisedSinceTold(notice)) return [...office, "级别已升高，请签收"];
  if (last.step === step) return [...office, "尚未签收，再次提醒"];
  return [...office, `${last.step}于${shortDay(last.on)}接到告知，尚未签收`];
}

/** 3月9日 */
const shortDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
/** 2026年3月9日 */
const longDay = (day: string) => `${Number(day.slice(0, 4))}年${shortDay(day)}`;

type GroupState = Pick<SupervisionState, "plan" | "items" | "notices" | "site">;

/**
 * A group's message of a week: three lines and a link. A group is a public place, so only codes and units are named;
 * the names of deliverables may hold sums. Undefined where nothing is supervised.
 */
export function groupDigestOf({plan, items, notices, site}: GroupState, {day, most}: {day: string; most: number}) {
  const supervised = items.filter(({level}) => level !== null);
  if (supervised.length === 0) return undefined;
  const open = notices.filter((notice) => isOpen(notice) && !acknowledgementOf(notice));
  const waiting = open
    .toSorted((a, b) => askedOn(a).localeCompare(askedOn(b)))
    .map((notice) => {
      const days = workdaysAfter(plan, askedOn(notice), day);
      return placeOf(items, notice.deliverable_code, days > 0 ? `，${days} 个工作日` : "");
    });
  const late = supervised.filter(({level}) => level === "红").map(({code}) => placeOf(items, code, ""));
  const counts = LEVELS.toReversed().map(
    (level) => `${level} ${supervised.filter((each) => each.level === level).length}`
  );
  const subject = `【督办周报】${shortDay(day)}：督办 ${supervised.length} 项，${counts.join("、")}`;
  const link = `详见 ${site}/supervision`;
  const room = Math.floor((most - bytesOf(subject) - bytesOf(link) - HEADS) / 2);
  return {
    subject,
    body: [
      subject,
      waiting.length === 0 ? "督办单都已签收" : `待签收 ${waiting.length} 项：${listText(waiting, room)}`,
      late.length === 0 ? "没有红色事项" : `红色 ${late.length} 项：${listText(late, room)}`,
      link
    ].join("\n")
  };
}

/** Bytes of the words before the lists, and of the ends of lines. */
const HEADS = 80;
/** A unit's own name could be longer than a message. */
const LONGEST_PLACE = 90;

function placeOf(items: SupervisedItem[], code: string, beside: string): string {
  const unit = items.find((item) => item.code === code)?.unit_name;
  return `${code}（${cutText(unit ?? "未定牵头单位", LONGEST_PLACE)}${beside}）`;
}
