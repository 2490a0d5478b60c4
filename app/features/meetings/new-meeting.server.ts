import {json, redirect} from "@remix-run/node";
import type {Access} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {today} from "#app/server/clock.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {addItems, type ProposedItem} from "#pipelines/meetings/agenda.ts";
import {readBodies} from "#pipelines/meetings/bodies.ts";
import {makeMeeting, readMeetings} from "#pipelines/meetings/meetings.ts";
import {textProblem} from "#pipelines/meetings/texts.ts";
import {meetingFactsOf, type MeetingFields, meetingProblemsOf, readMeetingFields} from "./meeting-fields.server.ts";
import {type Proposed, readProposal} from "./proposal.server.ts";

/** Reads the form of a new meeting: body, place and chair are those of the meeting before. */
export async function readNewMeeting(access: Access) {
  const [last] = await readMeetings(await readLedger());
  const bodies = readBodies();
  const asked = new URL(access.request.url).searchParams.get("body");
  const body =
    bodies.find((each) => each === asked) ?? last?.body ?? bodies.find((each) => /常委会/.test(each)) ?? bodies[0]!;
  const fields: MeetingFields = {
    ...{body, held_on: today(), held_at: "", present: ""},
    ...{place: last?.place ?? "", chair: last?.chair ?? ""}
  };
  return {bodies, fields, proposal: await readProposal(access, body)};
}

export type NewMeeting = Awaited<ReturnType<typeof readNewMeeting>>;

/** Makes a meeting with the chosen items on its agenda. */
export async function postNewMeeting(access: Access) {
  const fields = await readMeetingFields(access.request);
  const form = await readForm(access.request);
  const free = String(form.get("free") ?? "");
  const picks = form.getAll("pick").map(String);
  const freeProblem = freeProblemOf(free);
  const problems = meetingProblemsOf(fields);
  if (problems.length > 0 || freeProblem) return json({problems, freeProblem, fields, free, picks}, {status: 422});
  const items = [...pickedOf(await readProposal(access, fields.body), picks), ...freeItemsOf(free)];
  const acting = actingOf(access);
  const meetingId = await transaction(async (tx) => {
    const id = await makeMeeting(tx, meetingFactsOf(fields), acting);
    await addItems(tx, id, {items, acting});
    return id;
  });
  throw redirect(`/meetings/${meetingId}`);
}

/** The chosen items in the order in which they were proposed. */
export function pickedOf(proposal: Proposed[], picks: string[]): ProposedItem[] {
  return proposal
    .filter(({key}) => picks.includes(key))
    .map(({source, subject, title, note}) => ({source, subject, title, note}));
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Each line is an item of its own. */
export const freeItemsOf = (text: string): ProposedItem[] =>
  linesOf(text).map((title) => ({source: "free", subject: null, title, note: null}));

const MOST_LINES = 30;

export function freeProblemOf(text: string): string | undefined {
  const lines = linesOf(text);
  if (lines.length > MOST_LINES) return `一次最多增加 ${MOST_LINES} 项，请分几次增加。`;
  return lines.map((line) => textProblem("其他事项", line)).find(Boolean);
}
