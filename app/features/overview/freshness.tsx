import {NO_DATA} from "~/format";
import {StatusMark, type StatusWord} from "~/ui/status-mark";
import type {Overview} from "./overview.server";
import styles from "./freshness.module.css";

/** How far to trust the screen: how fresh the data are, who reported, what still waits; and what the marks count. */
export function FreshnessLine({freshness, tally}: Pick<Overview, "freshness" | "tally">) {
  const {oldest, newest, units, units_reported, waiting} = freshness;
  const total = tally.reduce((sum, {count}) => sum + count, 0);
  return (
    <div className={styles.line}>
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
