import type {FrozenConcern, FrozenState} from "#app/features/deck/frozen-state.ts";
import {NO_DATA} from "#app/format.ts";
import {POINTS} from "./number-format.ts";
import type {Sheet, SheetTable} from "./sheet.ts";
import {deltaOf} from "./task-sheet.ts";

/** Returns the sheet of all tasks, of the deliverables' states, and of what needs attention. */
export function overviewSheet(state: FrozenState): Sheet {
  return {
    name: "总览",
    title: `${state.plan.title}　${state.plan.document_number}`,
    lines: [state.sentence],
    blocks: [
      {heading: "各项任务", table: taskTable(state)},
      {heading: "举措的状态", table: tallyTable(state)},
      {heading: "报送", table: reportingTable(state)},
      ...(state.concerns.length > 0 ? [{heading: "需关注", table: concernTable(state.concerns)}] : [])
    ],
    filtered: 0,
    frozenColumns: 0,
    pagesWide: 1
  };
}

function taskTable({tasks, programmes}: FrozenState): SheetTable {
  const programmeOf = (code: string) => programmes.find((programme) => programme.code === code)?.name ?? code;
  return {
    columns: [
      ...[{title: "编号"}, {title: "任务"}, {title: "状态"}, {title: "实际", unit: "%"}, {title: "序时", unit: "%"}],
      ...[
        {title: "Δ", unit: POINTS},
        {title: "有数据的举措", unit: "项"},
        {title: "举措", unit: "项"},
        {title: "逾期", unit: "项"}
      ],
      ...[{title: "工程"}, {title: "判定依据"}]
    ],
    rows: tasks.map(({code, title, programme_code, status, rule, progress, pace, with_data, of, overdue}) => [
      ...[code, title, status, progress ?? NO_DATA, pace, deltaOf(progress, pace)],
      ...[with_data, of, overdue, programmeOf(programme_code), rule]
    ])
  };
}

function tallyTable({tally}: FrozenState): SheetTable {
  return {
    columns: [{title: "状态"}, {title: "举措", unit: "项"}],
    rows: tally.map(({status, count}) => [status, count])
  };
}

function reportingTable({units_asked, units_reported, waiting}: FrozenState): SheetTable {
  return {
    columns: [{title: "项目"}, {title: "数量", unit: ""}],
    rows: [
      ["应报送的单位（个）", units_asked],
      ["已报送的单位（个）", units_reported],
      ["待审核的报送（件）", waiting]
    ]
  };
}

function concernTable(concerns: FrozenConcern[]): SheetTable {
  const titles = ["编号", "举措", "状态", "任务", "关注", "原因", "负责", "最近一次说明"];
  return {
    columns: titles.map((title) => ({title})),
    rows: concerns.map(({code, name, status, task_code, concerns: kinds, reasons, owner, problem_note}) => [
      ...[code, name, status, task_code, kinds.join("、"), reasons.join("；"), owner, problem_note]
    ])
  };
}
