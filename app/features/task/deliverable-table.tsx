import {Link} from "@remix-run/react";
import {formatPercent, NO_DATA} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {ProgressBar} from "#app/ui/progress-bar.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import {STATUS_WORDS, type StatusWord} from "#app/ui/status-words.ts";
import styles from "./deliverable-table.module.css";
import type {TaskStanding} from "./task.server.ts";

type Row = TaskStanding["deliverables"][number];

const COLUMNS: Column<Row>[] = [
  {key: "code", title: "编号", value: ({code}) => code, cell: ({code}) => <span className={styles.code}>{code}</span>},
  {key: "name", title: "举措", value: ({name}) => name, cell: ({name}) => <b className={styles.name}>{name}</b>},
  {
    key: "owner",
    title: "责任单位",
    value: ({owner}) => owner,
    cell: ({owner, code}) => (
      <Link className={styles.owner} to={`/plan/${code}`} aria-label={`${owner ?? "未定"}：${code} 的责任分工`}>
        {owner ?? "未定"}
      </Link>
    )
  },
  {key: "measure", title: "衡量方式", value: ({measure}) => measure, cell: (row) => <MeasuredBy {...row} />},
  {
    key: "status",
    title: "状态与依据",
    value: ({status}) => STATUS_WORDS.indexOf(status as StatusWord),
    cell: ({status, rule, unreported, problem_note}) => (
      <>
        <StatusMark status={status as StatusWord} />
        <span className={styles.rule}>{[rule, unreported].filter(Boolean).join("；")}</span>
        {problem_note && <span className={styles.rule}>{`说明：${problem_note}`}</span>}
      </>
    )
  },
  {key: "progress", title: "进度与序时", value: ({progress}) => progress, cell: (row) => <Progress {...row} />},
  {key: "due_on", title: "起止日期", value: ({due_on}) => due_on, cell: (row) => <Dates {...row} />}
];

export function DeliverableTable({rows}: {rows: Row[]}) {
  return (
    <div className={styles.paper}>
      <DataTable caption="各项举措的状态、进度和日期" columns={COLUMNS} rows={rows} rowId={({code}) => code} />
    </div>
  );
}

function MeasuredBy({measure, measure_words}: Row) {
  return (
    <span className={styles.measure}>
      {measure}
      <span className={styles.rule}>{measure_words}</span>
    </span>
  );
}

function Progress({progress, pace}: Row) {
  return (
    <span className={styles.progress}>
      <span>
        {progress === null ? NO_DATA : <b>{formatPercent(progress)}</b>}
        {pace !== null && <span className="secondary">{` 序时 ${formatPercent(pace)}`}</span>}
      </span>
      <ProgressBar progress={progress} pace={pace} />
    </span>
  );
}

/** Shows the dates; the original due date stays beside a postponed one. */
function Dates({start_on, due_on, original_due_on, times_postponed}: Row) {
  return (
    <span className={styles.dates}>
      <span className={styles.day}>{start_on}</span> <span className={styles.day}>{`至 ${due_on}`}</span>
      {times_postponed > 0 && (
        <span className={styles.rule}>{`原定 ${original_due_on}，已延期 ${times_postponed} 次`}</span>
      )}
    </span>
  );
}
