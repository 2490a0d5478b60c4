import {formatAgainstPace, formatDay, formatPercent, formatPoints, roundTenths} from "#app/format.ts";
import {formatTally, tallyOf} from "#app/ui/status-tally.ts";

export interface TaskState {
  status: string;
  progress: number | null;
  pace: number | null;
}

/** Returns the sentence about the plan: statuses, progress against pace, and the change since the month before. */
export function sentenceOf(
  tasks: TaskState[],
  before: TaskState[] | undefined,
  on: string,
  shortfall?: string
): string {
  const progress = meanOf(tasks.map((task) => task.progress));
  const pace = meanOf(tasks.filter((task) => task.progress !== null).map((task) => task.pace));
  const head = `截至${formatDay(on)}，${tasks.length} 项任务中 ${formatTally(tallyOf(tasks))}`;
  if (progress === null) return `${head}；还没有可用于计算进度的数据。`;
  return `${head}；平均完成 ${formatPercent(progress)}${formatAgainstPace(progress, pace)}${shortfall === undefined ? againstMonth(progress, before) : `；${shortfall}`}。`;
}

function againstMonth(progress: number, before: TaskState[] | undefined): string {
  const earlier = before && meanOf(before.map((task) => task.progress));
  if (earlier === undefined || earlier === null) return "";
  const difference = roundTenths(roundTenths(progress) - roundTenths(earlier));
  if (difference === 0) return "，与上月持平";
  return `，比上月${difference > 0 ? "上升" : "下降"} ${formatPoints(difference)}`;
}

/** Returns the mean of all tasks with data; each task has the same weight. */
function meanOf(values: (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
