import {type Access, may} from "#app/server/access.server.ts";
import {today} from "#app/server/clock.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {type Meeting, readMeetings} from "#pipelines/meetings/meetings.ts";
import {readActionItemLines} from "./action-items.server.ts";

/** Reads the action items on top and, for who holds meetings, the meetings: in session, next and past. */
export async function readMeetingsPage(access: Access) {
  const actionItems = await readActionItemLines(access);
  const holdsMeetings = may(access.visitor, "meetings");
  const meetings = holdsMeetings ? (await readMeetings(await readLedger())).map(lineOf) : [];
  const planned = meetings.filter(({state}) => state === "planned").toReversed();
  return {
    on: today(),
    holdsMeetings,
    open: actionItems.filter(({state}) => state !== "closed"),
    closed: actionItems.filter(({state}) => state === "closed").toReversed(),
    inSession: meetings.filter(({state}) => state === "in-session"),
    planned,
    past: meetings.filter(({state}) => state === "closed")
  };
}

export type MeetingsPage = Awaited<ReturnType<typeof readMeetingsPage>>;
export type MeetingLine = MeetingsPage["past"][number];

function lineOf({meeting_id, body, held_on, held_at, place, chair, state}: Meeting) {
  return {meeting_id, body, held_on, held_at, place, chair, state};
}
