import {formatAgainstPace, formatDay, formatPercent, formatPoints, NO_DATA} from "#app/format.ts";
import {formatTally, tallyOf} from "#app/ui/status-tally.ts";
import {gapOf, type UrgentFacts, urgentOf} from "./urgent.ts";

export interface TaskFacts {
  progress: number | null;
  pace: number | null;
  deliverables: (UrgentFacts & {name: string; weight: number})[];
}

/** “截至…，完成 84.5 %，…；9 项举措中 …，主要是…”: where the task stands on a day, and what holds it up. */
export function taskSentence({progress, pace, deliverables}: TaskFacts, on: string): string {
  const tally = formatTally(tallyOf(deliverables));
  const done =
    progress === null ? `进度${NO_DATA}` : `完成 ${formatPercent(progress)}${formatAgainstPace(progress, pace)}`;
  return `截至${formatDay(on)}，${done}；${deliverables.length} 项举措中 ${tally}${mainlyOf(deliverables)}。`;
}

/** The two that weigh most on the task: by how far they are behind, and what they count for. */
function mainlyOf(deliverables: TaskFacts["deliverables"]): string {
  const behind = urgentOf(deliverables)
    .filter((each) => gapOf(each) > 0)
    .toSorted((a, b) => gapOf(b) * b.weight - gapOf(a) * a.weight)
    .slice(0, 2);
  if (behind.length === 0) return "";
  return `，主要是${behind.map((each) => `${each.name}（慢 ${formatPoints(gapOf(each))}）`).join("、")}`;
}
