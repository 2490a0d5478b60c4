import {formatAgainstPace, formatDay, formatPercent, formatPoints, NO_DATA} from "#app/format.ts";
import {formatTally, tallyOf} from "#app/ui/status-tally.ts";
import {gapOf, type UrgentFacts, urgentOf} from "./urgent.ts";

export interface TaskFacts {
  progress: number | null;
  pace: number | null;
  deliverables: (UrgentFacts & {name: string; weight: number})[];
}

/** “截至…，完成 84.5 %，…；9 项举措中 …。落后的主要是…”: where the task stands on a day, and what holds it up. */
export function taskSentence(task: TaskFacts, on: string): string {
  const {deliverables} = task;
  return `截至${formatDay(on)}，${doneOf(task)}；${tallyWords(deliverables)}${mainlyOf(task, "。")}。`;
}

/** “完成 84.5 %，…；落后的主要是…”: the same in large type, where the day and the tally stand elsewhere. */
export const taskConclusion = (task: TaskFacts) => `${doneOf(task)}${mainlyOf(task, "；")}`;

const doneOf = ({progress, pace}: TaskFacts) =>
  progress === null ? `进度${NO_DATA}` : `完成 ${formatPercent(progress)}${formatAgainstPace(progress, pace)}`;

/** “9 项举措中 5 项正常、4 项滞后” */
export const tallyWords = (deliverables: {status: string}[]) =>
  `${deliverables.length} 项举措中 ${formatTally(tallyOf(deliverables))}`;

/** The two that weigh most on the task: by how far they are behind, and what they count for. */
function mainlyOf({deliverables}: TaskFacts, mark: string): string {
  const behind = urgentOf(deliverables)
    .filter((each) => gapOf(each) > 0)
    .toSorted((a, b) => gapOf(b) * b.weight - gapOf(a) * a.weight)
    .slice(0, 2);
  if (behind.length === 0) return "";
  return `${mark}落后的主要是${behind.map((each) => `${each.name}（慢 ${formatPoints(gapOf(each))}）`).join("、")}`;
}
