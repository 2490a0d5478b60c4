import {Link} from "@remix-run/react";
import {formatRound} from "#app/format.ts";
import type {KpiPage} from "./kpi.server.ts";
import facts from "#app/ui/facts.module.css";
import styles from "./kpi-definition.module.css";

export function KpiDefinition({kpi, search}: {kpi: KpiPage; search: string}) {
  const {unit, target, formula_words, frequency, breakdown, direction, pace, pace_words, target_rationale, quotes} =
    kpi;
  return (
    <dl className={`${facts.facts} ${styles.list}`}>
      <dt>口径</dt>
      <dd>{formula_words}</dd>
      <dt>目标</dt>
      <dd>
        {target.value === null ? "未设定" : `${formatRound(target.value, unit)}（${target.source}）`}
        <span className={facts.aside}>{target_rationale.replace(/^【.*?】/, "")}</span>
      </dd>
      <dt>考核</dt>
      <dd>{pace_words}</dd>
      <dt>方向</dt>
      <dd>{`${pace === "none" ? "不论高低" : direction === "lower" ? "越低越好" : "越高越好"}；按${frequency}看`}</dd>
      {breakdown.length > 0 && (
        <>
          <dt>可分看</dt>
          <dd>{breakdown.join("、")}</dd>
        </>
      )}
      <dt>依据</dt>
      <dd>
        <ul className={styles.quotes}>
          {quotes.map(({passages, deliverables}) => (
            <li key={deliverables[0]?.code}>
              <q className={styles.quote}>
                {passages.map(({text, ids}, index) => (ids.length > 0 ? <mark key={index}>{text}</mark> : text))}
              </q>
              <span className={styles.links}>
                {deliverables.map(({code, name, task_code}) => (
                  <Link key={code} to={`/tasks/${task_code}${search}#${code}`}>{`${code} ${name}`}</Link>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}
