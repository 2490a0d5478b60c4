import type {FrozenConcern} from "#app/features/deck/state/frozen-state.ts";
import type {Sheet} from "./sheet.ts";

/** Returns what needs attention, the most severe first. */
export function concernSheet(concerns: FrozenConcern[]): Sheet {
  return {
    name: "需关注",
    title: "需关注的举措",
    lines: ["轻重为序，最要紧的在前。"],
    blocks: [
      {
        table: {
          columns: [
            ...[{title: "编号"}, {title: "举措", width: 30}, {title: "状态"}, {title: "任务"}, {title: "关注"}],
            ...[
              {title: "原因", width: 44},
              {title: "负责", width: 20},
              {title: "最近一次说明", width: 36}
            ]
          ],
          rows: concerns.map(({code, name, status, task_code, concerns: kinds, reasons, owner, problem_note}) => [
            ...[code, name, status, task_code, kinds.join("、"), reasons.join("；"), owner, problem_note]
          ])
        }
      }
    ],
    filtered: 0,
    frozenColumns: 0,
    pagesWide: 1
  };
}
