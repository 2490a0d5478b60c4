import {Link} from "@remix-run/react";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import type {TaskPage} from "./task.server.ts";
import styles from "./task-head.module.css";

interface TaskHeadProps {
  task: TaskPage;
  search: string;
  /** The button that pins the task. */
  pin: React.ReactNode;
}

/** Shows the task's place in the plan, its status, and links to its neighbours. */
export function TaskHead({task, search, pin}: TaskHeadProps) {
  const {neighbours, standing} = task;
  return (
    <Breadcrumbs>
      <Link to={`/tasks${search}`}>任务</Link>
      <span>{`${task.programme} · 任务${task.sequence}`}</span>
      {standing && (
        <span data-apart="">
          <StatusMark status={standing.status as StatusWord} />
        </span>
      )}
      <span data-apart="">{pin}</span>
      <span className={styles.neighbours} data-apart="">
        {neighbours.before && <Link to={`/tasks/${neighbours.before}${search}`}>‹ 上一项任务</Link>}
        {neighbours.after && <Link to={`/tasks/${neighbours.after}${search}`}>下一项任务 ›</Link>}
      </span>
    </Breadcrumbs>
  );
}
