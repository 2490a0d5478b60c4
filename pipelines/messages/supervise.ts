import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import type {Channels} from "./channels.ts";
import {type Message, messagesOn} from "./messages-on.ts";
import type {Notice} from "./notice.ts";
import {changeNotices, type NoticeActing, readNotices, tellNotice} from "./notices.ts";
import {type NoticeChanges, noticeChangesOn} from "./notice-changes.ts";
import {addMessages} from "./outbox.ts";
import {readSupervisionState} from "./read-state.ts";
import {whileNobodySends} from "./send-due.ts";
import type {SupervisionState} from "./state.ts";

export interface Supervising {
  dir: DataDir;
  ledger: Ledger;
  plan: Plan;
  channels: Channels;
  site: string;
  day: string;
  now: string;
}

export interface Supervised {
  changes: NoticeChanges;
  messages: Message[];
}

/**
 * Issues, raises and ends the notices of a day and writes down its messages, all in one unit of work. A second run of a
 * day finds nothing more to do. Undefined before the first build.
 */
export function superviseOn(supervising: Supervising): Promise<Supervised | undefined> {
  return whileNobodySends(supervising.dir, async () => {
    const {ledger, plan, day, now} = supervising;
    const state = await readSupervisionState(supervising, supervising);
    if (!state) return undefined;
    const acting: NoticeActing = {day, now, by: null};
    return ledger.transaction(async (tx) => {
      // Somebody may have answered since the state was read.
      const notices = await readNotices(tx, plan.year);
      const changes = noticeChangesOn(day, {...state, notices});
      await changeNotices(tx, plan.year, changes, acting);
      const {messages, tellings} = messagesOn(day, {...state, notices: await readNotices(tx, plan.year)});
      for (const {notice, step} of tellings) await tellNotice(tx, notice, step, acting);
      await addMessages(tx, messages, now);
      return {changes, messages};
    });
  });
}

/** What a run of the day would do, without doing it. */
export function dayOf(day: string, now: string, state: SupervisionState): Supervised & {state: SupervisionState} {
  const {plan} = state;
  const changes = noticeChangesOn(day, state);
  const ended = withEvents(state.notices, changes, {day, now});
  const last = Math.max(0, ...ended.map(({number}) => number));
  const lastId = Math.max(0, ...ended.map(({notice_id}) => notice_id));
  const issued = changes.issued.map(({code, level, rules, due_on}, at): Notice => ({
    ...{notice_id: lastId + at + 1, year: plan.year, number: last + at + 1, deliverable_code: code},
    ...{level: level!, rules, due_on, opinion: null, issued_on: day, issued_at: now, issued_by: null, events: []}
  }));
  const notices = [...ended, ...issued];
  const {messages, tellings} = messagesOn(day, {...state, notices});
  const told = notices.map((notice) => {
    const telling = tellings.find((each) => each.notice.notice_id === notice.notice_id);
    if (!telling) return notice;
    return {...notice, events: [...notice.events, {kind: "told" as const, on: day, at: now, step: telling.step}]};
  });
  return {changes, messages, state: {...state, notices: told}};
}

function withEvents(notices: Notice[], {events}: NoticeChanges, {day, now}: {day: string; now: string}): Notice[] {
  return notices.map((notice) => {
    const own = events.filter((each) => each.notice.notice_id === notice.notice_id);
    return {...notice, events: [...notice.events, ...own.map(({event}) => ({...event, on: day, at: now}))]};
  });
}
