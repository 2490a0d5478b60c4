import {formatMoment} from "#app/format.ts";
import {type Access, may} from "#app/server/access.server.ts";
import {isLeftToOffice, readAnsweringUnits} from "#app/server/answering-units.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {type Instruction, readInstructions} from "#pipelines/meetings/instructions.ts";
import {type Assignment, listOf, type SettledPlan} from "#pipelines/plan/plan.ts";

/** What an instruction is about: a task, a deliverable or a KPI. */
export interface Subject {
  code: string;
  name: string;
  /** The page on which the instruction stands. */
  path: string;
  /** What the office settled about the deliverables behind it. */
  assignments: Assignment[];
}

/** Finds what a code of the plan means; undefined where the plan has no such code. */
export function subjectOf(plan: SettledPlan, code: string): Subject | undefined {
  const behind = (codes: string[]) => plan.assignments.filter((each) => codes.includes(each.deliverable_code));
  const deliverable = plan.deliverables.find((each) => each.code === code);
  if (deliverable) return {code, name: deliverable.name, path: `/plan/${code}`, assignments: behind([code])};
  const kpi = plan.kpis.find((each) => each.code === code);
  if (kpi) return {code, name: kpi.name, path: `/kpis/${code}`, assignments: behind(listOf(kpi.deliverable_codes))};
  const task = plan.tasks.find((each) => each.code === code);
  if (!task) return undefined;
  const own = plan.deliverables.filter(({task_code}) => task_code === code).map((each) => each.code);
  return {code, name: task.title, path: `/tasks/${code}`, assignments: behind(own)};
}

const isResponsible = ({visitor}: Access, {account, lead_unit}: Assignment) =>
  account === visitor.account.name || (visitor.unit !== null && lead_unit === visitor.unit);

const isSupporting = ({visitor}: Access, {supporting_units}: Assignment) =>
  visitor.unit !== null && supporting_units.includes(visitor.unit);

/** A unit sees instructions on what it leads or supports; all others see all. */
function maySee(access: Access, {assignments}: Subject): boolean {
  if (access.visitor.role !== "unit") return true;
  return assignments.some((each) => isResponsible(access, each) || isSupporting(access, each));
}

/** The account or lead unit that answers for it, or the office for anybody. */
export function mayAnswerAbout(access: Access, {assignments}: Subject): boolean {
  return may(access.visitor, "verdicts") || assignments.some((each) => isResponsible(access, each));
}

/** The visitor answers for the subject; the office for what nobody leads, or nobody who can sign in. */
function isOwn(access: Access, {assignments}: Subject, answering: ReadonlySet<string>): boolean {
  if (assignments.some((each) => isResponsible(access, each))) return true;
  if (assignments.some((each) => isLeftToOffice(access, each, answering))) return true;
  return may(access.visitor, "verdicts") && !assignments.some(({account, lead_unit}) => account ?? lead_unit);
}

function lineOf(
  access: Access,
  subject: Subject,
  {instruction_id, words, given_by_name, given_at, answer}: Instruction,
  answering: ReadonlySet<string>
) {
  return {
    ...{instruction_id, words, given_by: given_by_name, given_at: formatMoment(given_at)},
    subject: {code: subject.code, name: subject.name, path: subject.path},
    answer: answer && {
      ...{words: answer.words, evidence: answer.evidence, answered_by: answer.answered_by_name},
      answered_at: formatMoment(answer.answered_at)
    },
    isOwn: isOwn(access, subject, answering),
    mayAnswer: answer === null && mayAnswerAbout(access, subject)
  };
}

export type InstructionLine = ReturnType<typeof lineOf>;

/** Reads the instructions of the plan year that the visitor may see, the newest first. */
export async function readInstructionLines(access: Access): Promise<InstructionLine[]> {
  const {year} = readFilters({...access, unit: undefined});
  const plan = await requireSettledPlan(year);
  const answering = await readAnsweringUnits();
  return (await readInstructions(await readLedger(), year)).flatMap((instruction) => {
    const subject = subjectOf(plan, instruction.subject);
    return subject && maySee(access, subject) ? [lineOf(access, subject, instruction, answering)] : [];
  });
}

/** Reads the instructions on one page, and whether the visitor may give one there. */
export async function readInstructionsAbout(access: Access, code: string) {
  const lines = await readInstructionLines(access);
  return {
    code,
    mayGive: may(access.visitor, "instruct"),
    lines: lines.filter(({subject}) => subject.code === code)
  };
}

/** The instructions on something in the words of a paper, each with its answer. */
export async function readInstructionWords(access: Access, code: string): Promise<string[]> {
  const {lines} = await readInstructionsAbout(access, code);
  return lines.map(({words, given_by, given_at, answer}) =>
    [
      `${words}（${given_by}，${given_at.slice(0, 10)}）`,
      answer && `答复：${answer.words}（${answer.answered_by}，${answer.answered_at.slice(0, 10)}）`
    ]
      .filter(Boolean)
      .join("；")
  );
}

export type InstructionsAbout = Awaited<ReturnType<typeof readInstructionsAbout>>;

/** Reads the open instructions that the visitor has to answer. */
export async function readOwnInstructions(access: Access): Promise<InstructionLine[]> {
  return (await readInstructionLines(access)).filter((line) => line.answer === null && line.isOwn);
}

/** Reads the page of all instructions; with the one that a refused form was about. */
export async function readInstructionsPage(access: Access) {
  const lines = await readInstructionLines(access);
  const {year} = readFilters({...access, unit: undefined});
  return {
    year,
    open: lines.filter(({answer}) => answer === null),
    answered: lines.filter(({answer}) => answer !== null)
  };
}

export type InstructionsPage = Awaited<ReturnType<typeof readInstructionsPage>>;
