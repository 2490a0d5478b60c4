import {optionalText, readFields} from "#app/server/forms.server.ts";
import type {Meeting} from "#pipelines/meetings/meetings.ts";
import {OUTCOME_KINDS, OUTCOME_WORDS, type OutcomeFacts, type OutcomeKind} from "#pipelines/meetings/outcomes.ts";
import {requiredTextProblem} from "#pipelines/meetings/texts.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {readSubjects} from "./meeting.server.ts";
import {ownerOf, readOwners} from "./owners.server.ts";

/** What is typed in the line of a session. */
export interface OutcomeFields {
  kind: string;
  words: string;
  owner: string;
  due_on: string;
  subject: string;
}

export type TypedOutcome =
  | {facts: OutcomeFacts; fields: OutcomeFields; problem?: undefined}
  | {facts?: undefined; fields: OutcomeFields; problem: string};

/**
 * Reads the line. Words that begin with a kind (“交办 …”) say it too, so that no hand leaves the keyboard. A task or
 * deliverable that is shown while one types is what an action item serves, unless the line names another.
 */
export async function outcomeOf(
  request: Request,
  meeting: Meeting,
  {shown}: {shown?: string | undefined} = {}
): Promise<TypedOutcome> {
  const typed = await readFields(request, {
    ...{kind: optionalText, words: optionalText, owner: optionalText, due_on: optionalText, subject: optionalText}
  });
  const [, said, rest] = /^(通报|决定|交办)[\s：:，,、]+(.*)$/su.exec(typed.words.trim()) ?? [];
  const kind = OUTCOME_KINDS.find((each) => (said === undefined ? each === typed.kind : OUTCOME_WORDS[each] === said));
  const fields = {
    kind: kind ?? typed.kind,
    words: (rest ?? typed.words).trim(),
    owner: typed.owner.trim(),
    due_on: typed.due_on.trim(),
    subject: typed.subject.trim().toUpperCase().split(/\s/, 1)[0]!
  };
  if (!kind) return {fields, problem: "请选择通报、决定或交办。"};
  const problem = requiredTextProblem(OUTCOME_WORDS[kind], fields.words);
  if (problem) return {fields, problem};
  return kind === "action-item" ? actionItemOf(fields, meeting, shown) : {fields, facts: plainOf(kind, fields.words)};
}

function plainOf(kind: OutcomeKind, words: string): OutcomeFacts {
  return {kind, words, owner: null, owner_unit: null, owner_account: null, due_on: null, subject: null};
}

const LONGEST_OWNER = 60;

async function actionItemOf(
  fields: OutcomeFields,
  {held_on, plan_year}: Meeting,
  shown: string | undefined
): Promise<TypedOutcome> {
  const {words, owner, due_on, subject} = fields;
  if (owner === "") return {fields, problem: "交办要写明由哪个单位或岗位承办。"};
  if ([...owner].length > LONGEST_OWNER) return {fields, problem: `“承办”最多 ${LONGEST_OWNER} 字，请写单位或岗位。`};
  if (!isDay(due_on)) return {fields, problem: "交办要写明期限，如 2026-12-20。"};
  if (due_on < held_on) return {fields, problem: `期限不能早于会议当天（${held_on}）。`};
  const subjects = new Set((await readSubjects(plan_year)).map(({code}) => code));
  if (subject !== "" && !subjects.has(subject))
    return {fields, problem: `计划里没有编号为“${subject.slice(0, 20)}”的任务或承诺，请改正或留空。`};
  const facts = {...plainOf("action-item", words), ...ownerOf(await readOwners(), owner)};
  const served = subject || (shown !== undefined && subjects.has(shown) ? shown : null);
  return {fields, facts: {...facts, due_on, subject: served}};
}
