const MARK = "【依据】";
const DECISION = /^(.+) (\d{4}-\d{2}-\d{2})$/;

/** The decision by which something was changed or cancelled: the meeting, and its day. */
export interface Decision {
  meeting: string;
  decided_on: string;
}

/** One column of a report holds the note and, behind a mark, the decision that cancelled the deliverable. */
export function noteWithDecision(note: string, {meeting, decided_on}: Decision): string {
  return meeting === "" && decided_on === "" ? note : `${note}${MARK}${meeting} ${decided_on}`;
}

/** Takes the decision out of a note. */
export function decisionIn(note: string | null): {note: string | null; decision: Decision | undefined} {
  const [before = "", after] = (note ?? "").split(MARK);
  if (after === undefined) return {note, decision: undefined};
  const [, meeting, decided_on] = DECISION.exec(after.trim()) ?? [];
  if (meeting === undefined || decided_on === undefined) return {note, decision: undefined};
  return {note: before, decision: {meeting, decided_on}};
}
