import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {openStore} from "#pipelines/store/store.ts";
import {firstDayOf, judgedOn} from "#pipelines/time/months.ts";
import {loadSample} from "../../datasets/sample/load.ts";

/** The last day of the sample's story. */
export const SAMPLE_DAY = "2026-11-28";

export interface SampleMonth {
  month: string;
  tasks: TaskProgress[];
}

/** How the tasks of the sample year stood at each month's end, and on its last day. */
export async function readSampleYear(): Promise<SampleMonth[]> {
  const folder = mkdtempSync(join(tmpdir(), "sample-year-"));
  try {
    const store = await openStore(dataDirAt(folder));
    await loadSample(store, `${SAMPLE_DAY}T04:00:00.000Z`);
    await store.ledger.close();
    const db = await memoryDatabase();
    const warehouse = join(folder, "warehouse");
    const newest = readdirSync(warehouse)
      .filter((name) => name.endsWith(".duckdb"))
      .sort()
      .at(-1)!;
    await db.run(`attach '${join(warehouse, newest)}' as built (read_only)`);
    await db.run("use built");
    const plan = await readSettledPlan(db, readPlan(2026)!);
    const year: SampleMonth[] = [];
    for (let number = 1; number <= 11; number += 1) {
      const month = `2026-${String(number).padStart(2, "0")}`;
      const on = judgedOn(month, SAMPLE_DAY);
      const {tasks} = await readPlanProgress(db, plan, {month: firstDayOf(month), on});
      year.push({month, tasks});
    }
    db.closeSync();
    return year;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
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
