import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {formatMoment} from "#app/format.ts";
import {type Access, may, requireMay} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {forbidden, notFound} from "#app/server/http.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {ACTION_ITEM_ACTS} from "#pipelines/meetings/action-item-moves.ts";
import {
  enterActionItem,
  type ActionItem,
  type ActionItemEntryFacts,
  readActionItem
} from "#pipelines/meetings/action-items.ts";
import {evidenceProblem, requiredTextProblem, textProblem} from "#pipelines/meetings/texts.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {actionItemLineOf, isChargedWith, maySeeActionItem} from "./action-items.server.ts";

/** Reads one action item with all that became of it. */
export async function readActionItemPage(access: Access, actionItemId: string) {
  const actionItem = await requireActionItem(access, actionItemId);
  return {
    line: actionItemLineOf(access, actionItem),
    // Who may open the meeting finds it behind the action item.
    meeting_id: may(access.visitor, "meetings") ? actionItem.meeting_id : null,
    entries: actionItem.entries.map(({entry_id, kind, words, evidence, due_on, entered_by_name, entered_at}) => ({
      ...{entry_id, kind, words, evidence, due_on},
      entered_by: entered_by_name,
      entered_at: formatMoment(entered_at)
    })),
    mayAnswer: mayAnswer(access, actionItem),
    mayEnd: may(access.visitor, "meetings")
  };
}

export type ActionItemPage = Awaited<ReturnType<typeof readActionItemPage>>;

/** Of another unit's action item the answer does not even reveal that it exists. */
async function requireActionItem(access: Access, actionItemId: string): Promise<ActionItem> {
  const actionItem = await readActionItem(await readLedger(), actionItemId);
  if (!actionItem || !maySeeActionItem(access, actionItem)) throw notFound("没有这件交办。");
  return actionItem;
}

/** The owner answers, and the office for an owner that has no account. */
const mayAnswer = (access: Access, actionItem: ActionItem) =>
  isChargedWith(access, actionItem) || may(access.visitor, "verdicts");

export interface ActionItemFields {
  intent: (typeof ACTION_ITEM_ACTS)[number];
  words: string;
  evidence: string;
  due_on: string;
}

/** Enters an answer of the owner, or an extension or the end by who holds meetings. */
export async function postActionItem(access: Access, actionItemId: string) {
  const actionItem = await requireActionItem(access, actionItemId);
  const typed = await readFields(access.request, {
    intent: v.picklist(ACTION_ITEM_ACTS, "没有说明要做什么，请从页面上提交。"),
    ...{words: optionalText, evidence: optionalText, due_on: optionalText}
  });
  const {intent} = typed;
  const fields = {intent, words: typed.words.trim(), evidence: typed.evidence.trim(), due_on: typed.due_on.trim()};
  if (intent !== "answer") await requireMay(access.visitor, "meetings");
  else if (!mayAnswer(access, actionItem)) throw forbidden("办理情况由承办的单位或账户填写，也可请校工会办公室代填。");
  const problem = problemOf(fields);
  if (problem) return json({...fields, problem}, {status: 422});
  const facts = factsOf(fields);
  const outcome = await transaction((tx) => enterActionItem(tx, actionItemId, {facts, acting: actingOf(access)}));
  if ("problem" in outcome) return json({...fields, problem: outcome.problem}, {status: 422});
  throw redirect(`/meetings/action-items/${actionItemId}?done=${intent}`);
}

function problemOf({intent, words, evidence, due_on}: ActionItemFields): string | undefined {
  if (intent === "close") return textProblem("办结意见", words);
  if (intent === "answer") return requiredTextProblem("办理情况", words) ?? evidenceProblem(evidence);
  if (!isDay(due_on)) return "请填写延期后的期限，如 2026-12-20。";
  return requiredTextProblem("延期原因", words);
}

function factsOf({intent, words, evidence, due_on}: ActionItemFields): ActionItemEntryFacts {
  return {
    kind: intent,
    words: words || null,
    evidence: (intent === "answer" && evidence) || null,
    due_on: intent === "extend" ? due_on : null
  };
}
