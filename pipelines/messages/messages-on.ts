import {createHash} from "node:crypto";
import {isWorkday} from "#pipelines/plan/workdays.ts";
import {daysBefore, weekdayOf} from "#pipelines/time/chinese-day.ts";
import {digestOf, groupDigestOf, type ToldNotice} from "./digest-text.ts";
import {MOST_BYTES} from "./robot-limits.ts";
import {addresseesOf, nextStepOf} from "./steps.ts";
import type {Addressee, Channel, SupervisionState} from "./state.ts";
import type {Notice, Step} from "./notice.ts";

export interface Message {
  /** Of day, channel and addressee, so that a second run of the day makes the same one. */
  message_id: string;
  on_day: string;
  channel: Channel;
  /** The account; null for a group. */
  addressee: string | null;
  subject: string;
  body: string;
  notice_ids: number[];
}

export interface Telling {
  notice: Notice;
  step: Step;
}

/** What is due to be told on a day: one message for each addressee, and the week's for the groups. */
export function messagesOn(day: string, state: SupervisionState): {messages: Message[]; tellings: Telling[]} {
  if (!isWorkday(state.plan, day)) return {messages: [], tellings: []};
  const due = dueOn(day, state);
  const names = [...new Set(due.flatMap(({to}) => to.map(({name}) => name)))].toSorted();
  const messages = names.map((name) => {
    const told = due.filter(({to}) => to.some((each) => each.name === name));
    return personMessage(
      told,
      told[0]!.to.find((each) => each.name === name)!,
      {day, state}
    );
  });
  return {
    messages: [...messages, ...groupMessages(day, state)],
    tellings: due.map(({notice, step}) => ({notice, step}))
  };
}

type DueNotice = ToldNotice & {to: Addressee[]};

/** The notices whose next step is due; somebody who was told something today is told the rest tomorrow. */
function dueOn(day: string, state: SupervisionState): DueNotice[] {
  return state.notices.flatMap((notice) => {
    const item = state.items.find(({code}) => code === notice.deliverable_code);
    const next = item && nextStepOf(notice, item, {...state, day});
    if (!item || !next || next.on > day) return [];
    const to = addresseesOf(next.step, item, state);
    return to.some((each) => isToldToday(each, state)) ? [] : [{notice, item, step: next.step, to}];
  });
}

const isToldToday = ({name}: Addressee, {toldToday}: SupervisionState) =>
  toldToday.some((told) => told === `mail ${name}` || told === `text ${name}`);

interface DayState {
  day: string;
  state: SupervisionState;
}

function personMessage(told: ToldNotice[], to: Addressee, {day, state}: DayState): Message {
  const channel = state.hasMail && to.hasMail ? "mail" : "text";
  return {
    ...idOf({on_day: day, channel, addressee: to.name}),
    ...digestOf(told, {day, site: state.site}),
    notice_ids: told.map(({notice}) => notice.notice_id)
  };
}

/** On the first workday of a week; as a text to paste where no robot is set up. */
function groupMessages(day: string, state: SupervisionState): Message[] {
  if (!isFirstWorkday(day, state)) return [];
  const channels: Channel[] = state.robots.length > 0 ? state.robots : ["text"];
  return channels.flatMap((channel) => {
    const ids = idOf({on_day: day, channel, addressee: null});
    const end = `\n（编号 ${ids.message_id.slice(0, 8)}）`;
    const digest = groupDigestOf(state, {day, most: MOST_BYTES[channel] - end.length * 3});
    const isTold = state.toldToday.includes(`${channel} `);
    // People recognise a repeat by the number at its end.
    return digest && !isTold ? [{...ids, ...digest, body: digest.body + end, notice_ids: []}] : [];
  });
}

function isFirstWorkday(day: string, {plan}: SupervisionState): boolean {
  const earlier = Array.from({length: weekdayOf(day) - 1}, (_, at) => daysBefore(day, at + 1));
  return !earlier.some((each) => isWorkday(plan, each));
}

export function idOf<const Of extends {on_day: string; channel: Channel; addressee: string | null}>(of: Of) {
  const text = [of.on_day, of.channel, of.addressee ?? ""].join("\n");
  return {message_id: createHash("sha256").update(text).digest("hex").slice(0, 32), ...of};
}
