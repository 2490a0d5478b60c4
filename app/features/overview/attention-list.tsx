import {Link} from "@remix-run/react";
import {StatusMark, type StatusWord} from "#app/ui/status-mark.tsx";
import styles from "./attention-list.module.css";
import {OfficeAttention} from "./office-attention.tsx";
import type {Overview} from "./overview.server.ts";

/** 需关注: the items that need an action, the most urgent first. */
export function AttentionList({
  items,
  count,
  office,
  search
}: {
  items: Overview["attention"];
  count: number;
  office: Overview["office"];
  search: string;
}) {
  const ofOffice = office ? office.contradictions.length + Math.sign(office.waiting) : 0;
  return (
    <aside className={styles.aside} aria-labelledby="attention">
      <h2 id="attention">
        需关注 <span className="secondary">{`${count + ofOffice} 项`}</span>
      </h2>
      {items.length + ofOffice === 0 && <p className="secondary">没有要处理的事项。</p>}
      {office && <OfficeAttention items={office} />}
      <ol className={styles.list}>
        {items.map(({code, task_code, name, status, reasons, problem_note}) => (
          <li key={code} className={styles.item}>
            <span className={styles.line}>
              <StatusMark status={status as StatusWord} />
              <Link to={`/tasks/${task_code}${search}#${code}`}>{name}</Link>
            </span>
            <span className={styles.rule}>{reasons.join("；")}</span>
            {problem_note && <span className={styles.rule}>{problem_note}</span>}
          </li>
        ))}
      </ol>
      {items.length > 0 && (
        <p className={styles.rest}>
          <Link to={`/attention${search}`}>{`全部 ${count} 项`}</Link>
        </p>
      )}
    </aside>
  );
}
