import type {ErrandEntryKind} from "#pipelines/ledger/tables.ts";

export type {ErrandEntryKind};

export const ERRAND_STATES = ["open", "answered", "closed"] as const;
export type ErrandState = (typeof ERRAND_STATES)[number];
export const ERRAND_ACTS = ["answer", "extend", "close"] as const satisfies ErrandEntryKind[];

export const ERRAND_STATE_WORDS: Record<ErrandState, string> = {
  open: "办理中",
  answered: "已报办理情况",
  closed: "已办结"
};

/** An extension asks for a new answer, because the one before did not end the errand. */
const AFTER: Record<ErrandState, Partial<Record<ErrandEntryKind, ErrandState>>> = {
  open: {answer: "answered", extend: "open"},
  answered: {answer: "answered", extend: "open", close: "closed"},
  closed: {}
};

/** Returns the state after an entry; undefined where it is forbidden. */
export function afterEntry(state: ErrandState, kind: ErrandEntryKind): ErrandState | undefined {
  return AFTER[state][kind];
}

/** Returns the state to which entries lead, the oldest first. */
export function errandStateOf(entries: {kind: ErrandEntryKind}[]): ErrandState {
  return entries.reduce<ErrandState>((state, {kind}) => afterEntry(state, kind) ?? state, "open");
}

/** Says why an errand in a state refuses an entry. */
export function forbiddenEntryWords(state: ErrandState): string {
  return state === "closed" ? "这件交办已经办结，不再改动。" : "办结要先有办理情况，请承办单位或代为填写后再办结。";
}
