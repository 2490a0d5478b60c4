import {Link} from "@remix-run/react";
import {
  formatChange,
  formatPercent,
  formatRound,
  formatShortDay,
  formatShown,
  formatValue,
  formatYearChange,
  NO_DATA
} from "#app/format.ts";
import {PendingMark} from "#app/ui/pending-mark.tsx";
import {ProgressBar} from "#app/ui/progress-bar.tsx";
import {Sparkline} from "#app/ui/sparkline.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import type {TaskOnCard} from "./overview.server.ts";
import styles from "./task-card.module.css";

export function TaskCard({task, search}: {task: TaskOnCard; search: string}) {
  const {code, title, status, rule, progress, pace, with_data, of, milestone} = task;
  return (
    <article className={styles.card} data-status={status}>
      <h3 className={styles.title}>
        <Link to={`/tasks/${code}${search}`} title={title}>
          {`${Number(code.slice(1))}. ${title}`}
        </Link>
      </h3>
      <div className={styles.state} title={rule}>
        <span>
          <StatusMark status={status as StatusWord} />
          <span className={styles.coverage}>{`${with_data}/${of} 项有数据`}</span>
        </span>
        <span className={styles.figures}>
          {progress === null ? NO_DATA : <b>{formatPercent(progress)}</b>}
          {pace !== null && <span className="secondary"> 序时 {formatPercent(pace)}</span>}
        </span>
      </div>
      <ProgressBar progress={progress} pace={pace} />
      <Headline kpi={task.kpi} search={search} />
      <Problems notes={task.problems} />
      <p className={styles.foot} title={milestone?.name}>
        {milestone ? `下一节点 ${formatShortDay(milestone.due_on)} ${milestone.name}` : "没有待到期的节点"}
      </p>
    </article>
  );
}

function Headline({kpi, search}: {kpi: TaskOnCard["kpi"]; search: string}) {
  if (!kpi) return null;
  const value = kpi.values.at(-1) ?? null;
  const before = kpi.values.at(-2);
  return (
    <div className={styles.kpi}>
      <Link className={styles.kpiName} to={`/kpis/${kpi.code}${search}`}>
        {kpi.name}
      </Link>
      <Sparkline values={kpi.values} target={kpi.target.value} />
      <b className={styles.value}>{formatShown({...kpi, value}, kpi.unit)}</b>
      <p className={styles.target}>
        {`目标 ${formatRound(kpi.target.value, kpi.unit)}（${kpi.target.source}）`}
        {kpi.is_compared &&
          value !== null &&
          typeof before === "number" &&
          `，较上月${formatChange(value - before, kpi.unit)}`}
        {kpi.is_compared &&
          value !== null &&
          kpi.value_last_year !== null &&
          `，${formatYearChange(value - kpi.value_last_year, kpi.unit)}`}
        {kpi.correction && `，更正为 ${formatValue(kpi.correction.corrected, kpi.unit)}`}{" "}
        <PendingMark count={kpi.unreviewed} />
      </p>
    </div>
  );
}

/** Shows the most urgent problem that an owner reported; the others are in the title and on the task's page. */
function Problems({notes}: {notes: TaskOnCard["problems"]}) {
  const [first] = notes;
  if (!first) return null;
  return (
    <p className={styles.problem} title={notes.map(({name, note}) => `${name}：${note}`).join("\n")}>
      {`问题${notes.length > 1 ? `（共 ${notes.length} 条）` : ""}：${first.name}，${first.note}`}
    </p>
  );
}
