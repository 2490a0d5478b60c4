import {Link} from "@remix-run/react";
import {DASH, formatPercent} from "#app/format.ts";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import {HatchedPattern, TimelineBar} from "./timeline-bar.tsx";
import {timelineAddressOf} from "./timeline-address.ts";
import styles from "./timeline.module.css";
import {usePlanAddress} from "./use-plan-address.ts";
import type {Timeline, TimelineDeliverable, TimelineTask} from "./timeline.server.ts";

const MONTHS = Array.from({length: 12}, (_, at) => `${at + 1}月`);

/** Programmes, tasks and deliverables over the year: one table, so that every printed page repeats its months. */
export function TimelineTable({timeline}: {timeline: Timeline}) {
  const {year, today, asked} = timeline;
  return (
    <>
      <HatchedPattern />
      <table className={styles.timeline}>
        <caption>{`${year}年各项任务和承诺的起止、进度和状态`}</caption>
        <thead>
          <tr>
            <th scope="col">任务与承诺</th>
            <th scope="col">状态</th>
            <th scope="col">起止和进度</th>
            <th scope="col" className={styles.year}>
              <span className={styles.months}>
                {MONTHS.map((month) => (
                  <span key={month}>{month}</span>
                ))}
              </span>
            </th>
          </tr>
        </thead>
        {timeline.programmes
          .filter(({tasks}) => tasks.length > 0)
          .map(({code, name, tasks}) => (
            <tbody key={code}>
              <tr className={styles.programme}>
                <th scope="rowgroup" colSpan={4}>
                  {name}
                </th>
              </tr>
              {tasks.map((task) => (
                <TaskRows key={task.code} task={task} asked={asked} today={today} />
              ))}
            </tbody>
          ))}
      </table>
    </>
  );
}

type TaskRowsProps = {task: TimelineTask} & Pick<Timeline, "asked" | "today">;

function TaskRows({task, asked, today}: TaskRowsProps) {
  const isOpen = asked.open === "all" || asked.open === task.code;
  const open = isOpen ? "" : task.code;
  return (
    <>
      <tr className={styles.task} id={task.code}>
        <th scope="row">
          <Link to={`${timelineAddressOf({...asked, open})}#${task.code}`} aria-expanded={isOpen} preventScrollReset>
            {`${isOpen ? "▾" : "▸"} ${task.title}（${task.deliverables.length} 项）`}
          </Link>
        </th>
        <Cells row={task} today={today} />
      </tr>
      {isOpen && task.deliverables.map((row) => <DeliverableRow key={row.code} row={row} today={today} />)}
    </>
  );
}

function DeliverableRow({row, today}: {row: TimelineDeliverable; today: number | undefined}) {
  const address = usePlanAddress();
  return (
    <tr>
      <th scope="row" className={styles.deliverable}>
        <Link to={address(`/plan/${row.code}`)}>{`${row.code} ${row.name}`}</Link>
      </th>
      <Cells row={row} today={today} note={noteOf(row)} />
    </tr>
  );
}

function noteOf({period, due_on, original_due_on}: TimelineDeliverable): string {
  const stated = period === "" ? "" : `　文件：${period}`;
  return original_due_on === due_on ? stated : `${stated}　原定 ${original_due_on}`;
}

function Cells({row, today, note = ""}: {row: TimelineTask | TimelineDeliverable; today?: number; note?: string}) {
  const progress = row.progress === null ? DASH : formatPercent(row.progress);
  return (
    <>
      <td>
        <StatusMark status={row.status as StatusWord} />
      </td>
      <td className={styles.days}>
        {`${row.start_on.slice(5)} 至 ${row.due_on.slice(5)}　${progress}`}
        {note && <span className="secondary">{note}</span>}
      </td>
      <td className={styles.year}>
        <TimelineBar bar={row.bar} status={row.status} today={today} />
      </td>
    </>
  );
}
