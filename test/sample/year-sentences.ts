import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import {firstDayOf} from "#pipelines/time/months.ts";
import {SAMPLE_MONTHS, withSampleWarehouse} from "./sample-warehouse.ts";

export interface SampleMonth {
  month: string;
  tasks: TaskProgress[];
}

/** How the tasks of the sample year stood at each month's end, and on its last day. */
export function readSampleYear(): Promise<SampleMonth[]> {
  return withSampleWarehouse(async (db, plan) => {
    const year: SampleMonth[] = [];
    for (const {month, on} of SAMPLE_MONTHS) {
      const {tasks} = await readPlanProgress(db, plan, {month: firstDayOf(month), on});
      year.push({month, tasks});
    }
    return year;
  });
}

/** One sentence a task, with the deliverables that somebody must look at below it. */
export function sentencesOf(year: SampleMonth[]): string {
  return year
    .map(({month, tasks}) => `${month}\n${tasks.map((task) => `${taskSentence(task)}\n`).join("")}`)
    .join("\n");
}

function taskSentence({code, status, progress, pace, rule, deliverables}: TaskProgress): string {
  const done = progress === null ? "无数据" : `完成 ${progress.toFixed(1)}%，应达 ${pace.toFixed(1)}%`;
  const bad = deliverables.filter((each) => ["逾期", "滞后", "临期"].includes(each.status));
  return [`${code} ${status}：${done}；${rule}`, ...bad.map(deliverableSentence)].join("\n");
}

function deliverableSentence({code, name, status, rule, unreported, problem_note}: DeliverableProgress): string {
  return `  ${code} ${name} ${status}：${[rule, unreported, problem_note].filter(Boolean).join("；")}`;
}
