import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {NO_DATA} from "#app/format.ts";
import type {Sheet, SheetTable} from "./sheet.ts";
import {COUNT_COLUMNS, deltaOf, PROGRESS_COLUMNS} from "./task-sheet.ts";

/** Returns the sheet of all tasks, of the states of their deliverables, and of who reported. */
export function overviewSheet(state: FrozenState): Sheet {
  return {
    name: "总览",
    title: `${state.plan.title}　${state.plan.document_number}`,
    lines: [state.sentence],
    blocks: [
      {heading: "各项任务", table: taskTable(state)},
      {heading: "举措的状态", table: tallyTable(state)},
      {heading: "报送", table: reportingTable(state)}
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
      ...[{title: "编号"}, {title: "任务", width: 30}, {title: "状态"}, ...PROGRESS_COLUMNS, ...COUNT_COLUMNS],
      ...[{title: "工程"}, {title: "判定依据", width: 36}]
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
    columns: [{title: "单位与报送"}, {title: "数量", unit: ""}],
    rows: [
      ["应报单位", units_asked],
      ["已报单位", units_reported],
      ["待审报送", waiting]
    ]
  };
}
