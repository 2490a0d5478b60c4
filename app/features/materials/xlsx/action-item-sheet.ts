import type {FrozenActionItem} from "#app/features/deck/state/frozen-state.ts";
import type {Sheet} from "./sheet.ts";

/** Returns the open action items of meetings. */
export function actionItemSheet(items: FrozenActionItem[]): Sheet {
  return {
    name: "议定事项",
    title: "议定事项",
    lines: ["会议交办、尚未办结的事项。"],
    blocks: [
      {
        table: {
          columns: [
            ...[
              {title: "事项", width: 36},
              {title: "承办"},
              {title: "期限"},
              {title: "现状"},
              {title: "已逾期", unit: "天"}
            ],
            ...[{title: "办理情况", width: 36}, {title: "会议"}, {title: "召开日期"}]
          ],
          rows: items.map(({words, owner, due_on, state_words, overdue, answer, body, held_on}) => [
            ...[words, owner, due_on, state_words, overdue, answer, body, held_on]
          ])
        }
      }
    ],
    filtered: 0,
    frozenColumns: 1,
    pagesWide: 1
  };
}
