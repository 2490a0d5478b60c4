import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {type Access, requireMay} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {forbidden, notFound} from "#app/server/http.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {transaction} from "#app/server/store.server.ts";
import {answerInstruction, giveInstruction} from "#pipelines/meetings/instructions.ts";
import {evidenceProblem, requiredTextProblem} from "#pipelines/meetings/texts.ts";
import {mayAnswerAbout, readInstructionLines, subjectOf} from "./instructions.server.ts";

/** What was typed in a form, by its name. */
export interface InstructionFields {
  intent: "give" | "answer";
  code: string;
  id: string;
  words: string;
  evidence: string;
}

/** Gives an instruction or answers one, and leads back to the page it stands on. */
export async function postInstruction(access: Access) {
  const typed = await readFields(access.request, {
    intent: v.picklist(["give", "answer"], "没有说明要做什么，请从页面上提交。"),
    ...{code: optionalText, id: optionalText, words: optionalText, evidence: optionalText}
  });
  const fields = {...typed, words: typed.words.trim(), evidence: typed.evidence.trim()};
  return fields.intent === "give" ? give(access, fields) : answer(access, fields);
}

async function give(access: Access, fields: InstructionFields) {
  await requireMay(access.visitor, "instruct");
  const {year} = readFilters({...access, unit: undefined});
  const subject = subjectOf(await requireSettledPlan(year), fields.code);
  if (!subject) throw notFound(`计划里没有代码为“${fields.code.slice(0, 20)}”的任务、承诺或指标。`);
  const problem = requiredTextProblem("批示", fields.words);
  if (problem) return refused(fields, problem);
  const given = {plan_year: year, subject: subject.code, words: fields.words};
  await transaction((tx) => giveInstruction(tx, given, actingOf(access)));
  throw redirect(`${subject.path}${new URL(access.request.url).search}#instructions`);
}

async function answer(access: Access, fields: InstructionFields) {
  const line = (await readInstructionLines(access)).find(({instruction_id}) => instruction_id === fields.id);
  if (!line) throw notFound("没有这条批示。");
  const {year} = readFilters({...access, unit: undefined});
  const subject = subjectOf(await requireSettledPlan(year), line.subject.code)!;
  if (!mayAnswerAbout(access, subject)) throw forbidden("批示由牵头单位、责任账户或校工会办公室答复。");
  const problem = requiredTextProblem("答复", fields.words) ?? evidenceProblem(fields.evidence);
  if (problem) return refused(fields, problem);
  const {words, evidence} = fields;
  const answered = await transaction((tx) =>
    answerInstruction(tx, fields.id, {words, evidence: evidence || null, acting: actingOf(access)})
  );
  if ("problem" in answered) return refused(fields, answered.problem);
  throw redirect(`${subject.path}${new URL(access.request.url).search}#instructions`);
}

const refused = (fields: InstructionFields, problem: string) => json({...fields, problem}, {status: 422});
