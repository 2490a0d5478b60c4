import {readScreen} from "#app/features/deck/document/screen.server.ts";
import {readChosenSlides} from "#app/features/deck/read-deck.server.ts";
import {readInstructionWords} from "#app/features/instructions/instructions.server.ts";
import {readMinutesPage} from "#app/features/meetings/meeting.server.ts";
import {readPaper} from "#app/features/supervision/notice-actions.server.ts";
import type {Access} from "#app/server/access.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readMeeting} from "#pipelines/meetings/meetings.ts";
import type {MaterialGiven} from "./given.ts";
import type {MaterialKind} from "./material-kind.ts";

interface MaterialFacts {
  subject: string;
  meetingId: string | null;
  /** Of the screen of who makes it: `wide` or nothing. */
  shape?: string;
}

/** Reads what a paper of this kind needs as it stands now. */
export async function readGiven(
  access: Access,
  {of}: Pick<MaterialKind, "of">,
  {subject, meetingId, shape}: MaterialFacts
): Promise<MaterialGiven> {
  const given: MaterialGiven = {};
  const meeting = meetingId === null ? undefined : await readMeeting(await readLedger(), meetingId);
  if (meeting) {
    given.meeting = {body: meeting.body, held_on: meeting.held_on};
    if (meeting.state !== "planned") given.minutes = await readMinutesPage(meeting.meeting_id);
  }
  if (of === "deck") {
    const chosen = await readChosenSlides(subject);
    if (chosen) given.chosen = chosen;
    given.screen = await readScreen(shape);
  }
  if (of === "deliverable") {
    const {item, on} = await readPaper(access, subject);
    given.notice = {item, on, instructions: await readInstructionWords(access, subject)};
  }
  return given;
}
