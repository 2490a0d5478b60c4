import type {Access} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAgenda} from "#pipelines/meetings/agenda.ts";
import {readBodies} from "#pipelines/meetings/bodies.ts";
import {STATE_WORDS} from "#pipelines/meetings/meeting-moves.ts";
import {readErrata, readMeeting} from "#pipelines/meetings/meetings.ts";
import {minutesOf, minutesText} from "#pipelines/meetings/minutes.ts";
import {OUTCOME_WORDS, readOutcomes} from "#pipelines/meetings/outcomes.ts";
import {readActionItemLines} from "./action-items.server.ts";
import {fieldsOfMeeting} from "./meeting-fields.server.ts";
import {ownerWords, readOwners} from "./owners.server.ts";
import {readProposal} from "./proposal.server.ts";

/** Reads one meeting as its state needs it: the agenda to make, the session, or what it came to. */
export async function readMeetingPage(access: Access, meetingId: string) {
  const record = await requireRecord(meetingId);
  const {meeting, agenda, outcomes, errata} = record;
  const {state, body, held_on, held_at, place, chair} = meeting;
  const isPlanned = state === "planned";
  const onAgenda = new Set(agenda.map(({subject}) => subject));
  const actionItems = state === "closed" ? await readActionItemLines(access) : [];
  const items = agenda.map(({item_id, source, title, note, subject}) => ({
    ...{item_id, source, title, note, subject},
    outcomes: outcomes
      .filter((outcome) => outcome.item_id === item_id)
      .map((outcome) => ({...outcome, word: OUTCOME_WORDS[outcome.kind]}))
  }));
  return {
    meeting: {meeting_id: meetingId, state, body, held_on, held_at, place, chair, present: meeting.present},
    state_words: STATE_WORDS[state],
    bodies: readBodies(),
    fields: fieldsOfMeeting(meeting),
    items,
    current: currentOf(items, new URL(access.request.url).searchParams.get("item")),
    proposal: isPlanned ? (await readProposal(access, body)).filter(({subject}) => !onAgenda.has(subject)) : [],
    owners: state === "in-session" ? ownerWords(await readOwners()) : [],
    subjects: state === "in-session" ? await readSubjects(meeting.plan_year) : [],
    actionItems: actionItems.filter(({action_item_id}) =>
      outcomes.some(({outcome_id}) => outcome_id === action_item_id)
    ),
    errata
  };
}

export type MeetingPage = Awaited<ReturnType<typeof readMeetingPage>>;
export type SessionItem = MeetingPage["items"][number];

/** Reads the minutes; a meeting that did not begin has none. */
export async function readMinutesPage(meetingId: string) {
  const record = await requireRecord(meetingId);
  if (record.meeting.state === "planned") throw notFound("会议还没有召开，没有纪要。");
  const minutes = minutesOf(record);
  return {
    meeting_id: meetingId,
    isDraft: record.meeting.state !== "closed",
    closed_by: record.meeting.closed_by_name,
    closed_at: record.meeting.closed_at,
    minutes,
    text: minutesText(minutes)
  };
}

export type MinutesPage = Awaited<ReturnType<typeof readMinutesPage>>;

async function requireRecord(meetingId: string) {
  const ledger = await readLedger();
  const meeting = await readMeeting(ledger, meetingId);
  if (!meeting) throw notFound("没有这次会议，可能已被取消。");
  const [agenda, outcomes, errata] = await Promise.all([
    readAgenda(ledger, meetingId),
    readOutcomes(ledger, meetingId),
    readErrata(ledger, meetingId)
  ]);
  return {meeting, agenda, outcomes, errata};
}

/** The item that is spoken of: the one in the address, else the first without an outcome. */
function currentOf(items: {item_id: string; outcomes: unknown[]}[], asked: string | null): number {
  const named = items.findIndex(({item_id}) => item_id === asked);
  if (named !== -1) return named;
  return Math.max(
    0,
    items.findIndex(({outcomes}) => outcomes.length === 0)
  );
}

/** Reads the tasks and deliverables that an action item can serve. */
export async function readSubjects(year: number) {
  const {tasks, deliverables} = await requireSettledPlan(year);
  return [
    ...tasks.map(({code, title}) => ({code, name: title})),
    ...deliverables.map(({code, name}) => ({code, name}))
  ];
}
