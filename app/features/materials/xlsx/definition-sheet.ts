import type {FrozenKpi, FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {formatDay, formatMonth, NO_DATA} from "#app/format.ts";
import {inUnit} from "./kpi-blocks.ts";
import type {Sheet, SheetTable} from "./sheet.ts";

/** Returns what each number means, and which state of the numbers the workbook holds. */
export function definitionSheet(state: FrozenState, stateId: string): Sheet {
  return {
    name: "口径",
    title: "口径",
    lines: ["百分比写作数字：62.4 即 62.4 %。同一状态编号的演示、文稿和本表，数字相同。"],
    blocks: [{table: stateTable(state, stateId)}, {heading: "指标", table: kpiTable(state.kpis)}],
    filtered: 1,
    frozenColumns: 0,
    pagesWide: 1
  };
}

function stateTable({month, on, fresh_to, definitions, plan}: FrozenState, stateId: string): SheetTable {
  return {
    columns: [{title: "项目"}, {title: "内容", width: 66}],
    rows: [
      ["计划", `${plan.title}（${plan.document_number}）`],
      ["统计月份", formatMonth(month)],
      ["判定日期", formatDay(on)],
      ["数据截至", fresh_to === null ? NO_DATA : formatDay(fresh_to)],
      ["口径版本", definitions],
      ["状态编号", stateId]
    ]
  };
}

function kpiTable(kpis: FrozenKpi[]): SheetTable {
  return {
    columns: [
      ...[{title: "编号"}, {title: "指标"}, {title: "单位"}, {title: "任务"}, {title: "计算方法", width: 70}],
      ...[{title: "方向"}, {title: "目标", unit: ""}, {title: "目标来源"}]
    ],
    rows: kpis.map(({code, name, unit, task_code, formula_words, direction, target, target_source}) => [
      ...[code, name, unit, task_code, formula_words],
      ...[DIRECTION_WORDS[direction] ?? direction, inUnit(target, unit), target_source]
    ])
  };
}

const DIRECTION_WORDS: Record<string, string> = {higher: "越高越好", lower: "越低越好"};
