import {expect, test} from "vitest";
import {
  ACTION_ITEM_ACTS,
  ACTION_ITEM_STATES,
  afterEntry,
  actionItemStateOf
} from "#pipelines/meetings/action-item-moves.ts";
import {afterAct, forbiddenWords, MEETING_ACTS, MEETING_STATES} from "#pipelines/meetings/meeting-moves.ts";

test("a meeting is planned, held and closed, and each act is allowed in its states only", () => {
  const table = Object.fromEntries(
    MEETING_ACTS.map((act) => [act, MEETING_STATES.map((state) => afterAct(state, act) ?? "–")])
  );
  expect(table).toEqual({
    change: ["planned", "in-session", "–"],
    "add-item": ["planned", "in-session", "–"],
    "move-item": ["planned", "–", "–"],
    "remove-item": ["planned", "–", "–"],
    open: ["in-session", "–", "–"],
    record: ["–", "in-session", "–"],
    strike: ["–", "in-session", "–"],
    close: ["–", "closed", "–"],
    remove: ["removed", "–", "–"],
    "note-erratum": ["–", "–", "closed"]
  });
});

test("every forbidden act says in Chinese why, and a closed meeting names the way out", () => {
  for (const state of MEETING_STATES)
    for (const act of MEETING_ACTS.filter((each) => afterAct(state, each) === undefined))
      expect(forbiddenWords(state, act), `${state} ${act}`).toMatch(/^[一-鿿].*。$/u);
  expect(forbiddenWords("closed", "record")).toContain("更正说明");
});

test("an action item ends only after an answer that no extension followed", () => {
  const table = Object.fromEntries(
    ACTION_ITEM_ACTS.map((act) => [act, ACTION_ITEM_STATES.map((state) => afterEntry(state, act) ?? "–")])
  );
  expect(table).toEqual({
    answer: ["answered", "answered", "–"],
    extend: ["open", "open", "–"],
    close: ["–", "closed", "–"]
  });
  const stateAfter = (...kinds: (typeof ACTION_ITEM_ACTS)[number][]) =>
    actionItemStateOf(kinds.map((kind) => ({kind})));
  expect(stateAfter()).toBe("open");
  expect(stateAfter("answer", "extend")).toBe("open");
  expect(stateAfter("answer", "extend", "answer", "close")).toBe("closed");
});
