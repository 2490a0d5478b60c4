import {Link} from "@remix-run/react";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {ActionItemLine} from "./action-items.server.ts";
import styles from "./meetings.module.css";

const COLUMNS: Column<ActionItemLine>[] = [
  {
    key: "words",
    title: "交办事项",
    value: ({words}) => words,
    cell: ({action_item_id, words, body, held_on, subject}) => (
      <>
        <Link to={`/meetings/action-items/${action_item_id}`}>
          <b>{words}</b>
        </Link>
        <span className={styles.beside}>{[`${held_on} ${body}`, subject].filter(Boolean).join("　")}</span>
      </>
    )
  },
  {key: "owner", title: "承办", value: ({owner}) => owner, cell: ({owner}) => owner},
  {
    key: "due",
    title: "期限",
    value: ({due_on}) => due_on,
    cell: ({due_on, first_due_on, times_extended}) => (
      <>
        {due_on}
        {times_extended > 0 && (
          <span className={styles.beside}>{`原定 ${first_due_on}，延期 ${times_extended} 次`}</span>
        )}
      </>
    )
  },
  {
    key: "overdue",
    title: "逾期",
    value: ({overdue}) => overdue,
    cell: ({overdue}) => (overdue > 0 ? <b className={styles.late}>{`■ ${overdue} 天`}</b> : "")
  },
  {
    key: "state",
    title: "办理",
    value: ({state_words}) => state_words,
    cell: ({state_words, answer}) => (
      <>
        {state_words}
        {answer && <span className={styles.beside}>{answer}</span>}
      </>
    )
  }
];

/** ActionItems with their owner, their due day and how they stand. */
export function ActionItemTable({caption, lines}: {caption: string; lines: ActionItemLine[]}) {
  return (
    <DataTable
      caption={caption}
      columns={COLUMNS}
      rows={lines}
      rowId={({action_item_id}) => action_item_id}
      filterLabel={lines.length > 10 ? "按字筛选" : undefined}
    />
  );
}
