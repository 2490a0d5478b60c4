import {Link} from "@remix-run/react";
import type {KpiPage} from "./kpi.server.ts";
import styles from "./kpi-head.module.css";

export function KpiHead({kpi, search}: {kpi: KpiPage; search: string}) {
  return (
    <nav className={styles.head} aria-label="位置">
      <Link to={`/${search}`}>计划总览</Link>
      <Link to={`/tasks/${kpi.task.code}${search}`}>{`任务${kpi.task.sequence} ${kpi.task.title}`}</Link>
      <span>{`指标 ${kpi.code}`}</span>
    </nav>
  );
}
