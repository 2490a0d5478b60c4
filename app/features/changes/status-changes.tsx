import {Link} from "@remix-run/react";
import {DataTable} from "#app/ui/data-table.tsx";
import {StatusChangeMarks} from "#app/ui/status-change-marks.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {CausesList} from "./causes-list.tsx";
import type {ChangesPage} from "./changes.server.ts";
import styles from "./changes.module.css";

type Row = ChangesPage["statuses"][number];

const COLUMNS: Column<Row>[] = [
  {
    key: "name",
    title: "任务和举措",
    value: ({code, name}) => `${code} ${name}`,
    cell: ({code, task_code, name, kind}) => (
      <>
        <Link to={kind === "task" ? `/tasks/${code}` : `/tasks/${task_code}#${code}`}>{name}</Link>
        <span className={styles.beside}>{kind === "task" ? `任务 ${code}` : code}</span>
      </>
    )
  },
  {
    key: "change",
    title: "原来 → 现在",
    cell: (row) => (
      <>
        <StatusChangeMarks was={row.was} is={row.is} />
        <span className={styles.beside}>{row.is.rule}</span>
      </>
    )
  },
  {
    key: "causes",
    title: "可能的来历",
    isLong: true,
    cell: ({causes, cause_count, kind, isSecret}) => (
      <CausesList
        causes={causes}
        count={cause_count}
        none={kind === "task" ? "由所含举措汇总" : isSecret ? "涉及困难帮扶，不列报送" : "没有新的报送，随日期变化"}
      />
    )
  }
];

export function StatusChanges({caption, rows}: {caption: string; rows: Row[]}) {
  return (
    <DataTable
      caption={caption}
      columns={COLUMNS}
      rows={rows}
      rowId={({code}) => code}
      filterLabel="按字筛选"
      onPhone={2}
    />
  );
}
