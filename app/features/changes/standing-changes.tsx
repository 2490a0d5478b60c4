import {Link} from "@remix-run/react";
import {formatPercent, NO_DATA} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import {StatusMark, type StatusWord} from "#app/ui/status-mark.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {CausesList} from "./causes-list.tsx";
import type {ChangesPage} from "./changes.server.ts";
import styles from "./changes.module.css";

type Row = ChangesPage["statuses"][number];

const progressText = (progress: number | null) => (progress === null ? NO_DATA : formatPercent(progress));

/** A status and a progress, as they were and as they are. */
export function StandingChange({was, is}: Pick<Row, "was" | "is">) {
  return (
    <span className={styles.figures}>
      {was.status !== is.status && (
        <>
          <StatusMark status={was.status as StatusWord} />
          {" → "}
        </>
      )}
      <StatusMark status={is.status as StatusWord} />
      {was.progress !== is.progress && (
        <span className={styles.beside}>{`进度 ${progressText(was.progress)} → ${progressText(is.progress)}`}</span>
      )}
    </span>
  );
}

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
        <StandingChange {...row} />
        <span className={styles.beside}>{row.is.rule}</span>
      </>
    )
  },
  {
    key: "causes",
    title: "可能的来历",
    cell: ({causes, cause_count, kind}) => (
      <CausesList
        causes={causes}
        count={cause_count}
        none={kind === "task" ? "由所含举措汇总" : "没有新的报送，随日期变化"}
      />
    )
  }
];

export function StandingChanges({caption, rows}: {caption: string; rows: Row[]}) {
  return <DataTable caption={caption} columns={COLUMNS} rows={rows} rowId={({code}) => code} filterLabel="按字筛选" />;
}
