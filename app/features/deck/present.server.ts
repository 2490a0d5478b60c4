import {redirect} from "@remix-run/node";
import * as v from "valibot";
import {type Access, may} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {readMeetingState, type StateEntry} from "#pipelines/frozen/frozen-states.ts";
import {readSelections} from "#pipelines/frozen/selections.ts";
import {readSetting, ROOM_SHAPES, setSetting, type Settings} from "#pipelines/ledger/settings.ts";
import {STATE_WORDS} from "#pipelines/meetings/meeting-moves.ts";
import {type Meeting, readMeeting, readMeetings} from "#pipelines/meetings/meetings.ts";
import {deckChoices, STATE_DIGITS} from "./decks.server.ts";
import {freeze, NO_NUMBERS, readPresentState, requireFrozen} from "./state/frozen-state.server.ts";
import {readDeckFacts} from "./state/make-state.server.ts";
import {differencesOf} from "./state/state-difference.ts";

/** Reads the decks that can be opened, and the meetings that they can be opened for. */
export async function readPresent(access: Access) {
  const filters = readFilters(access);
  const ledger = await readLedger();
  const facts = await readDeckFacts(await requireSettledPlan(filters.year), filters);
  const choices = facts ? deckChoices(facts) : [];
  // The whole state takes seconds after each build, which pass while the reader chooses. Who opens a deck asks again.
  readPresentState(filters).catch(() => {});
  const mayMake = may(access.visitor, "meeting-materials");
  const meetings = mayMake ? (await readMeetings(ledger)).filter(({state}) => state !== "closed").toReversed() : [];
  return {
    month: filters.month,
    problem: facts ? "" : NO_NUMBERS,
    ready: choices.filter(({code}) => !isTask(code) && !isUnit(code)),
    tasks: choices.filter(({code}) => isTask(code)),
    units: choices.filter(({code}) => isUnit(code)),
    meetings: await Promise.all(meetings.map(async (meeting) => meetingLineOf(meeting, await stateOf(meeting)))),
    selections: (await readSelections(ledger, filters.year)).map(
      ({selection_id, title, keys, made_by_name, meeting_id}) => ({
        ...{selection_id, title, made_by_name, meeting_id},
        count: keys.length
      })
    ),
    room: await readRoom(),
    mayMake
  };
}

export type PresentPage = Awaited<ReturnType<typeof readPresent>>;

const isTask = (code: string) => /^T\d\d$/.test(code);
const isUnit = (code: string) => code.startsWith("unit-");

const stateOf = async ({meeting_id}: Meeting) => readMeetingState(await readLedger(), meeting_id);

export function meetingLineOf({meeting_id, body, held_on, state}: Meeting, frozen: StateEntry | undefined) {
  return {
    ...{meeting_id, body, held_on, state, state_words: STATE_WORDS[state]},
    frozen: frozen && {
      id: frozen.state_id.slice(0, STATE_DIGITS),
      month: frozen.month,
      frozen_at: frozen.frozen_at,
      frozen_by_name: frozen.frozen_by_name
    }
  };
}

/** The largest text that a room needs by itself: 3.3 % of the picture's height. */
const USUAL_ROOM: Settings["room/meetings"] = {distance: 0, height: 0};

export async function readRoom() {
  const {
    distance,
    height,
    shape,
    isWide = false
  } = (await readSetting(await readLedger(), "room/meetings")) ?? USUAL_ROOM;
  return {distance, height, shape: shape ?? (isWide ? "wide" : "screen")};
}

/** Reads what has changed since the numbers of a meeting were frozen. */
export async function readUpdate(access: Access, meetingId: string) {
  const meeting = await requireMeeting(meetingId);
  const entry = await stateOf(meeting);
  if (!entry) throw notFound("这次会议的数字还没有冻结，请先从“演示”页打开。");
  const was = await requireFrozen(entry.state_id);
  const filters = readFilters(access);
  const is = await readPresentState(filters);
  return {
    meeting: meetingLineOf(meeting, entry),
    month: filters.month,
    isSame: is?.id === was.id,
    isOtherMonth: was.state.month !== filters.month,
    groups: is ? differencesOf(was.state, is.state) : []
  };
}

export type UpdatePage = Awaited<ReturnType<typeof readUpdate>>;

async function requireMeeting(meetingId: string): Promise<Meeting> {
  const meeting = await readMeeting(await readLedger(), meetingId);
  if (!meeting) throw notFound("没有这次会议，可能已被取消。");
  return meeting;
}

const NO_INTENT = "没有说明要做什么，请从页面上提交。";
const METRES = v.pipe(
  optionalText,
  v.transform((text) => Number(text.replace(",", ".")) || 0),
  v.number(),
  v.minValue(0),
  v.maxValue(200)
);

/**
 * Freezes the numbers for a meeting and opens the deck that is named, or its own; a meeting that has numbers keeps them,
 * unless asked.
 */
export async function postPresent(access: Access) {
  const {intent, meeting, deck, distance, height, shape} = await readFields(access.request, {
    intent: v.picklist(["open", "update", "room"], NO_INTENT),
    ...{meeting: optionalText, deck: optionalText, distance: METRES, height: METRES},
    shape: v.optional(v.fallback(v.picklist(ROOM_SHAPES), "screen"), "screen")
  });
  if (intent === "room") return setRoom(access, {distance, height, shape});
  const {meeting_id} = await requireMeeting(meeting);
  const known = intent === "open" ? (await readMeetingState(await readLedger(), meeting_id))?.state_id : undefined;
  const id = known ?? (await freeze(access, meeting_id));
  const search = new URLSearchParams({
    ...{state: id.slice(0, STATE_DIGITS), meeting: meeting_id},
    ...(shape === "wide" && {shape})
  });
  throw redirect(`/present/${encodeURIComponent(deck || (await ownDeckOf(meeting_id)))}?${search}`);
}

/** The newest selection that was made for the meeting, else the usual deck. */
async function ownDeckOf(meetingId: string): Promise<string> {
  const {plan_year} = await requireMeeting(meetingId);
  const own = (await readSelections(await readLedger(), plan_year)).findLast(
    ({meeting_id}) => meeting_id === meetingId
  );
  return own?.selection_id ?? "monthly";
}

async function setRoom(access: Access, room: PresentPage["room"]): Promise<never> {
  const {account, now} = actingOf(access);
  await transaction((tx) => setSetting(tx, {name: "room/meetings", value: room, by: account, now}));
  throw redirect("/present");
}
