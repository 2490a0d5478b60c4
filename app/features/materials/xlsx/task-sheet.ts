import type {FrozenDeliverable, FrozenState, FrozenTask} from "#app/features/deck/state/frozen-state.ts";
import {NO_DATA, roundTenths} from "#app/format.ts";
import {kpiMonthsBlock, kpiTable} from "./kpi-blocks.ts";
import {POINTS} from "./number-format.ts";
import {panelBlocks} from "./panel-blocks.ts";
import type {Cell, Sheet, SheetColumn, SheetTable} from "./sheet.ts";

/** Returns a task's sheet: how far it is, its deliverables, its KPIs, and each of its panels. */
export function taskSheet({kpis}: FrozenState, task: FrozenTask): Sheet {
  const own = kpis.filter(({task_code}) => task_code === task.code);
  return {
    name: task.code,
    title: `${task.code} ${task.title}`,
    lines: [task.sentence],
    blocks: [
      {table: standingTable(task)},
      {heading: "举措", table: deliverableTable(task.deliverables)},
      ...(own.length > 0 ? [{heading: "指标", table: kpiTable(own)}] : []),
      ...task.panels.flatMap(panelBlocks),
      ...own.map(kpiMonthsBlock)
    ],
    filtered: 1,
    frozenColumns: 0,
    pagesWide: 1
  };
}

function standingTable({status, rule, progress, pace, with_data, of, overdue}: FrozenTask): SheetTable {
  return {
    columns: [{title: "判定依据"}, {title: "状态"}, ...PROGRESS_COLUMNS, ...COUNT_COLUMNS],
    rows: [[rule, status, progress ?? NO_DATA, pace, deltaOf(progress, pace), with_data, of, overdue]]
  };
}

function deliverableTable(deliverables: FrozenDeliverable[]): SheetTable {
  return {
    columns: [
      ...[{title: "举措"}, {title: "编号"}, {title: "状态"}, ...PROGRESS_COLUMNS],
      ...[
        {title: "期限"},
        {title: "原定期限"},
        {title: "负责"},
        {title: "判定依据", width: 26},
        {title: "最近一次说明", width: 24}
      ]
    ],
    rows: deliverables.map((each) => [
      ...[each.name, each.code, each.status, each.progress ?? NO_DATA, each.pace, deltaOf(each.progress, each.pace)],
      ...[each.due_on, each.original_due_on, each.owner, each.rule, each.problem_note]
    ])
  };
}

/** 实际 | 序时 | Δ, as everywhere. */
export const PROGRESS_COLUMNS: SheetColumn[] = [
  {title: "实际", unit: "%"},
  {title: "序时", unit: "%"},
  {title: "Δ", unit: POINTS}
];

/** 有数据 n/N. */
export const COUNT_COLUMNS: SheetColumn[] = [
  {title: "有数据的举措", unit: "项"},
  {title: "举措", unit: "项"},
  {title: "逾期", unit: "项"}
];

/** Subtracts the rounded values, so that the reader's own subtraction agrees. */
export function deltaOf(progress: number | null, pace: number | null): Cell {
  return progress === null || pace === null ? null : roundTenths(roundTenths(progress) - roundTenths(pace));
}
