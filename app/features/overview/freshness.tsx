import {Link} from "@remix-run/react";
import {formatShortMonth, NO_DATA} from "#app/format.ts";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import {SlideLink} from "#app/ui/slide-link.tsx";
import type {Overview} from "./overview.server.ts";
import styles from "./freshness.module.css";

/** Says how fresh the data are, who has reported, what awaits review, and how many items have each status. */
export function FreshnessLine(overview: Pick<Overview, "freshness" | "tally" | "unit_name" | "closed">) {
  const {freshness, tally, unit_name, closed} = overview;
  const {oldest, newest, units, units_reported, waiting} = freshness;
  const total = tally.reduce((sum, {count}) => sum + count, 0);
  return (
    <div className={styles.line}>
      {unit_name && <strong>{`卡片上的指标为${unit_name}的数，任务进度为全校`}</strong>}
      <span title={oldest === null || oldest === newest ? undefined : `最早的一类至 ${oldest}`}>
        {`数据截至 ${newest ?? NO_DATA}`}
      </span>
      <span>{`本月已报 ${units_reported}/${units} 单位`}</span>
      <span>{`未审 ${waiting} 份`}</span>
      {closed ? <Closed closed={closed} /> : <Link to="/changes">近期变化</Link>}
      <SlideLink slideKey="overview" keyOfPart={(unit) => `unit:${unit}`} />
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

/** Says that the month is closed, and how many of its numbers later data would correct. */
function Closed({closed}: {closed: NonNullable<Overview["closed"]>}) {
  const {month, closed_on, problem, corrections, changes} = closed;
  if (problem) return <strong role="alert">{`${problem}。`}</strong>;
  const said = `${formatShortMonth(month)}已于 ${closed_on} 封存`;
  if (corrections.length === 0) return <span>{said}</span>;
  return (
    <span>
      {`${said}；按最新数据，`}
      <Link to={changes}>{`${corrections.length} 个指标有更正`}</Link>
    </span>
  );
}
