import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import type {Access} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {optionalText, readFields, readForm} from "#app/server/forms.server.ts";
import {badRequest, notFound} from "#app/server/http.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import type {LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {Acting, Refusal} from "#pipelines/meetings/acting.ts";
import {addItems, moveItem, removeItem} from "#pipelines/meetings/agenda.ts";
import {
  changeMeeting,
  closeMeeting,
  type Meeting,
  noteErratum,
  openMeeting,
  readMeeting,
  removeMeeting
} from "#pipelines/meetings/meetings.ts";
import {recordOutcome, strikeOutcome} from "#pipelines/meetings/outcomes.ts";
import {requiredTextProblem} from "#pipelines/meetings/texts.ts";
import {
  type FieldProblem,
  meetingFactsOf,
  type MeetingFields,
  meetingProblemsOf,
  readMeetingFields
} from "./meeting-fields.server.ts";
import {freeItemsOf, freeProblemOf, pickedOf} from "./new-meeting.server.ts";
import {type OutcomeFields, outcomeOf} from "./outcome-fields.server.ts";
import {readProposal} from "./proposal.server.ts";

const INTENTS = [
  "change",
  "add-item",
  "up",
  "down",
  "remove-item",
  "open",
  "record",
  "strike",
  "close",
  "remove",
  "note-erratum"
] as const;
type Intent = (typeof INTENTS)[number];

/** Why a form was refused, with what was typed in it. */
export interface RefusedMeeting {
  intent: Intent;
  problem: string;
  problems?: FieldProblem[];
  fields?: MeetingFields;
  outcome?: OutcomeFields;
  words?: string;
}

const NO_INTENT = "没有说明要做什么，请从页面上提交。";

/** Does what a form of the meeting's page asks for; each leads back to the page. */
export async function postMeeting(access: Access, meetingId: string) {
  const {intent, item, id, words, view} = await readFields(access.request, {
    intent: v.picklist(INTENTS, NO_INTENT),
    ...{item: optionalText, id: optionalText, words: optionalText, view: optionalText}
  });
  const meeting = await readMeeting(await readLedger(), meetingId);
  if (!meeting) throw notFound("没有这次会议，可能已被取消。");
  const acting = actingOf(access);
  const posted = {access, meeting, item, id, words: words.trim(), acting};
  const refused = await (intent === "change"
    ? change(posted)
    : intent === "record"
      ? record(posted)
      : intent === "add-item"
        ? add(posted)
        : act(intent, posted));
  if (refused) return json({...refused, intent}, {status: 422});
  if (intent === "remove") throw redirect("/meetings");
  throw redirect(addressAfter(meetingId, {item: intent === "remove-item" ? "" : item, view}));
}

interface Posted {
  access: Access;
  meeting: Meeting;
  item: string;
  id: string;
  words: string;
  acting: Acting;
}

type Refused = Omit<RefusedMeeting, "intent"> | undefined;

/** Runs one move of the meeting and returns why it was refused. */
async function run(move: (tx: LedgerTransaction) => Promise<Meeting | Refusal>): Promise<Refusal | undefined> {
  const outcome = await transaction(move);
  return "problem" in outcome ? outcome : undefined;
}

async function change({access, meeting, acting}: Posted): Promise<Refused> {
  const fields = await readMeetingFields(access.request);
  const problems = meetingProblemsOf(fields);
  if (problems.length > 0) return {problem: "有几处要修改，没有保存。", problems, fields};
  return run((tx) => changeMeeting(tx, meeting.meeting_id, {facts: meetingFactsOf(fields), acting}));
}

async function add({access, meeting, acting}: Posted): Promise<Refused> {
  const form = await readForm(access.request);
  const free = String(form.get("free") ?? "");
  const problem = freeProblemOf(free);
  if (problem) return {problem, words: free};
  const picked = pickedOf(await readProposal(access, meeting.body), form.getAll("pick").map(String));
  const items = [...picked, ...freeItemsOf(free)];
  if (items.length === 0) return {problem: "请勾选或写下要列入议程的事项。"};
  return run((tx) => addItems(tx, meeting.meeting_id, {items, acting}));
}

async function record({access, meeting, item, acting}: Posted): Promise<Refused> {
  const {fields, problem, facts} = await outcomeOf(access.request, meeting);
  if (!facts) return {problem, outcome: fields};
  const refused = await run((tx) => recordOutcome(tx, meeting.meeting_id, {itemId: item, facts, acting}));
  return refused && {...refused, outcome: fields};
}

async function act(intent: Intent, {meeting: {meeting_id}, item, id, words, acting}: Posted): Promise<Refused> {
  switch (intent) {
    case "up":
    case "down":
      return run((tx) => moveItem(tx, meeting_id, {itemId: item, direction: intent, acting}));
    case "remove-item":
      return run((tx) => removeItem(tx, meeting_id, {itemId: item, acting}));
    case "open":
      return run((tx) => openMeeting(tx, meeting_id, acting));
    case "strike":
      return run((tx) => strikeOutcome(tx, meeting_id, {outcomeId: id, acting}));
    case "close":
      return run((tx) => closeMeeting(tx, meeting_id, acting));
    case "remove":
      return run((tx) => removeMeeting(tx, meeting_id, acting));
    case "note-erratum": {
      const problem = requiredTextProblem("更正说明", words);
      if (problem) return {problem, words};
      return run((tx) => noteErratum(tx, meeting_id, {words, acting}));
    }
    default:
      throw badRequest(NO_INTENT);
  }
}

function addressAfter(meetingId: string, {item, view}: {item: string; view: string}): string {
  const search = new URLSearchParams();
  if (view === "room") search.set("view", "room");
  if (item) search.set("item", item);
  return `/meetings/${meetingId}${search.size > 0 ? `?${search}` : ""}`;
}
