import {Link} from "@remix-run/react";
import {Card} from "#app/ui/card.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {ActionItemLine} from "./action-items.server.ts";

const COLUMNS: Column<ActionItemLine>[] = [
  {key: "words", title: "事项", value: ({words}) => words, cell: ({words}) => <b>{words}</b>},
  {
    key: "why",
    title: "为什么",
    value: ({overdue}) => overdue,
    cell: ({overdue, due_on, body, held_on}) => `${held_on} ${body}交办，${due_on} 到期，已逾期 ${overdue} 天`
  },
  {key: "owner", title: "承办", value: ({owner}) => owner, cell: ({owner}) => owner},
  {
    key: "action",
    title: "下一步",
    cell: ({action_item_id, state, isOwn}) => (
      <Link to={`/meetings/action-items/${action_item_id}`}>
        {isOwn ? "填办理情况" : state === "answered" ? "办结或延期" : "催办或延期"}
      </Link>
    )
  }
];

/** Overdue action items among what needs attention: reason, owner and one action. */
export function OverdueActionItems({lines}: {lines: ActionItemLine[]}) {
  if (lines.length === 0) return null;
  return (
    <Card title={`逾期的交办 ${lines.length} 项`} id="action-items">
      <DataTable caption="逾期的交办" columns={COLUMNS} rows={lines} rowId={({action_item_id}) => action_item_id} />
    </Card>
  );
}
