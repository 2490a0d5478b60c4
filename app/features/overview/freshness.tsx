import {NO_DATA} from "#app/format.ts";
import {StatusMark, type StatusWord} from "#app/ui/status-mark.tsx";
import type {Overview} from "./overview.server.ts";
import styles from "./freshness.module.css";

/** Says how fresh the data are, who has reported, what awaits review, and how many items have each status. */
export function FreshnessLine({freshness, tally, unit_name}: Pick<Overview, "freshness" | "tally" | "unit_name">) {
  const {oldest, newest, units, units_reported, waiting} = freshness;
  const total = tally.reduce((sum, {count}) => sum + count, 0);
  return (
    <div className={styles.line}>
      {unit_name && <strong>{`卡片上的指标为${unit_name}的数，任务进度为全校`}</strong>}
      <span>{`数据截至 ${newest === null ? NO_DATA : newest}`}</span>
      {oldest !== null && oldest !== newest && <span>{`最早的一类至 ${oldest}`}</span>}
      <span>{`本月已报 ${units_reported}/${units} 单位`}</span>
      <span>{`未审 ${waiting} 份`}</span>
      <span className={styles.tally}>
        {`${total} 项举措：`}
        {tally.map(({status, count}) => (
          <span key={status} className={styles.count}>
            <StatusMark status={status as StatusWord} />
            {count}
          </span>
        ))}
      </span>
    </div>
  );
}
