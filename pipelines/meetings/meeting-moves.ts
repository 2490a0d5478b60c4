import type {MeetingState} from "#pipelines/ledger/tables.ts";

export type {MeetingState};

export const MEETING_STATES = ["planned", "in-session", "closed"] as const satisfies MeetingState[];

export const STATE_WORDS: Record<MeetingState, string> = {
  planned: "待召开",
  "in-session": "会议中",
  closed: "已结束"
};

/** What can be done about a meeting. */
export const MEETING_ACTS = [
  "change",
  "add-item",
  "move-item",
  "remove-item",
  "open",
  "record",
  "strike",
  "close",
  "remove",
  "note-erratum"
] as const;
export type MeetingAct = (typeof MEETING_ACTS)[number];

/**
 * The state after each act that a state allows; every other act is refused. Only what is planned can be given up, and
 * what is closed only takes errata beside it.
 */
const AFTER: Record<MeetingState, Partial<Record<MeetingAct, MeetingState | "removed">>> = {
  planned: {
    change: "planned",
    "add-item": "planned",
    "move-item": "planned",
    "remove-item": "planned",
    open: "in-session",
    remove: "removed"
  },
  "in-session": {
    change: "in-session",
    "add-item": "in-session",
    record: "in-session",
    strike: "in-session",
    close: "closed"
  },
  closed: {"note-erratum": "closed"}
};

/** Returns the state after an act; undefined where it is forbidden. */
export function afterAct(state: MeetingState, act: MeetingAct): MeetingState | "removed" | undefined {
  return AFTER[state][act];
}

/** Says why a meeting in a state refuses an act. */
export function forbiddenWords(state: MeetingState, act: MeetingAct): string {
  if (state === "closed") return "会议已结束，内容不再改动。如有差错，请在会议页写更正说明。";
  if (act === "note-erratum") return "会议还没有结束，请直接修改，不用写更正说明。";
  if (state === "planned") return "会议还没有开始，请先开始会议，再记录议定事项。";
  if (act === "open") return "会议已经开始。";
  if (act === "remove") return "会议已经开始，不能取消。";
  return "会议已经开始，议程的次序和已列事项不再改动；可以在最后增加事项。";
}
