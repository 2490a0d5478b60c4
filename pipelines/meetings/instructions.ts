import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {InstructionAnswerRow, InstructionRow} from "#pipelines/ledger/tables.ts";
import type {Acting, Refusal} from "./acting.ts";

/** 批示, with the answer that closed it. */
export interface Instruction extends InstructionRow {
  answer: InstructionAnswerRow | null;
}

/** Reads the instructions of a plan year, the newest first. */
export async function readInstructions(ledger: LedgerReader, year: number): Promise<Instruction[]> {
  const given = await ledger
    .selectFrom("instructions")
    .selectAll()
    .where("plan_year", "=", year)
    .orderBy("given_at", "desc")
    .orderBy("instruction_id", "desc")
    .execute();
  const answers = await ledger.selectFrom("instruction_answers").selectAll().where("plan_year", "=", year).execute();
  const byId = new Map(answers.map((answer) => [answer.instruction_id, answer]));
  return given.map((each) => ({...each, answer: byId.get(each.instruction_id) ?? null}));
}

export async function giveInstruction(
  tx: LedgerTransaction,
  {plan_year, subject, words}: Pick<Instruction, "plan_year" | "subject" | "words">,
  {account, name, now}: Acting
): Promise<string> {
  const instruction_id = uuidv7();
  await tx
    .insertInto("instructions")
    .values({
      ...{instruction_id, plan_year, subject, words},
      ...{given_by: account, given_by_name: name, given_at: now}
    })
    .execute();
  await audit(tx, {at: now, who: account, action: "instruction", object: subject, detail: {id: instruction_id}});
  return instruction_id;
}

/** Answers an instruction, which closes it: there is one answer. */
export async function answerInstruction(
  tx: LedgerTransaction,
  instructionId: string,
  {words, evidence, acting}: {words: string; evidence: string | null; acting: Acting}
): Promise<Instruction | Refusal> {
  const instruction = await tx
    .selectFrom("instructions")
    .selectAll()
    .where("instruction_id", "=", instructionId)
    .executeTakeFirst();
  if (!instruction) return {problem: "没有这条批示。"};
  const answered = await tx
    .selectFrom("instruction_answers")
    .select("instruction_id")
    .where("instruction_id", "=", instructionId)
    .executeTakeFirst();
  if (answered) return {problem: "这条批示已经答复，不再改动。"};
  const {account, name, now} = acting;
  await tx
    .insertInto("instruction_answers")
    .values({
      ...{instruction_id: instructionId, plan_year: instruction.plan_year, words, evidence},
      ...{answered_by: account, answered_by_name: name, answered_at: now}
    })
    .execute();
  await audit(tx, {at: now, who: account, action: "instruction-answered", object: instructionId});
  return {...instruction, answer: null};
}
