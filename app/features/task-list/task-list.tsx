import {Link} from "@remix-run/react";
import {formatPercent, formatShortDay, NO_DATA} from "#app/format.ts";
import {Delta} from "#app/ui/delta.tsx";
import {isBetterBy} from "#app/ui/difference.tsx";
import {ProgressBar} from "#app/ui/progress-bar.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import styles from "./task-list.module.css";
import type {TaskLine, TaskList} from "./task-list.server.ts";

/** The tasks of the plan, one line each. */
export function TaskListView({list, search}: {list: TaskList; search: string}) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">各项任务的状态、进度、与序时进度的差距和下一节点</caption>
      <thead>
        <tr>
          <th scope="col">任务</th>
          <th scope="col">状态</th>
          <th scope="col">进度（框为序时，Δ 为百分点）</th>
          <th scope="col">完成</th>
          <th scope="col">较上月</th>
          <th scope="col">下一节点</th>
        </tr>
      </thead>
      {list.programmes.map(({code, name, tasks}) => (
        <tbody key={code}>
          <tr>
            <th scope="rowgroup" colSpan={6} className={styles.programme}>
              {name}
            </th>
          </tr>
          {tasks.map((task) => (
            <TaskRow key={task.code} task={task} search={search} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function TaskRow({task, search}: {task: TaskLine; search: string}) {
  const {code, title, status, rule, progress, pace, change, milestone} = task;
  return (
    <tr>
      <th scope="row" className={styles.title}>
        <Link to={`/tasks/${code}${search}`}>{`${Number(code.slice(1))}. ${title}`}</Link>
      </th>
      <td className={styles.status} title={rule}>
        <StatusMark status={status as StatusWord} />
      </td>
      <td className={styles.bar}>
        <ProgressBar progress={progress} pace={pace} />
      </td>
      <td className={styles.number}>{progress === null ? NO_DATA : formatPercent(progress)}</td>
      <td className={styles.number} data-label="较上月">
        <Delta difference={change} measureUnit="%" isBetter={change === null ? null : isBetterBy(change, "higher")} />
      </td>
      <td className={styles.milestone}>
        {milestone ? `${formatShortDay(milestone.due_on)} ${milestone.name}` : "没有待到期的节点"}
      </td>
    </tr>
  );
}
