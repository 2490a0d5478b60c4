import type {ActionItemEntryKind} from "#pipelines/ledger/tables.ts";

export type {ActionItemEntryKind};

export const ACTION_ITEM_STATES = ["open", "answered", "closed"] as const;
export type ActionItemState = (typeof ACTION_ITEM_STATES)[number];
export const ACTION_ITEM_ACTS = ["answer", "extend", "close"] as const satisfies ActionItemEntryKind[];

export const ACTION_ITEM_STATE_WORDS: Record<ActionItemState, string> = {
  open: "办理中",
  answered: "已报办理情况",
  closed: "已办结"
};

/** An extension asks for a new answer, because the one before did not end the action item. */
const AFTER: Record<ActionItemState, Partial<Record<ActionItemEntryKind, ActionItemState>>> = {
  open: {answer: "answered", extend: "open"},
  answered: {answer: "answered", extend: "open", close: "closed"},
  closed: {}
};

/** Returns the state after an entry; undefined where it is forbidden. */
export function afterEntry(state: ActionItemState, kind: ActionItemEntryKind): ActionItemState | undefined {
  return AFTER[state][kind];
}

/** Returns the state to which entries lead, the oldest first. */
export function actionItemStateOf(entries: {kind: ActionItemEntryKind}[]): ActionItemState {
  return entries.reduce<ActionItemState>((state, {kind}) => afterEntry(state, kind) ?? state, "open");
}

/** Says why an action item in a state refuses an entry. */
export function forbiddenEntryWords(state: ActionItemState): string {
  return state === "closed" ? "这件交办已经办结，不再改动。" : "办结要先有办理情况，请承办单位或代为填写后再办结。";
}
