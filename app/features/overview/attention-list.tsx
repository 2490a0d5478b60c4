import {Link} from "@remix-run/react";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import styles from "./attention-list.module.css";
import {OfficeAttention} from "./office-attention.tsx";
import type {Overview} from "./overview.server.ts";

/** 需关注: the items that need an action, the most urgent first. */
export function AttentionList({
  items,
  count,
  office,
  search,
  allTo
}: {
  items: Overview["attention"];
  count: number;
  office: Overview["office"];
  search: string;
  /** The address of the whole list. */
  allTo: string;
}) {
  return (
    <aside className={styles.aside} aria-labelledby="attention">
      <h2 id="attention">
        需关注 <span className="secondary">{`${count} 项`}</span>
      </h2>
      {count === 0 && <p className="secondary">没有要处理的事项。</p>}
      {office && <OfficeAttention items={office} />}
      <ol className={styles.list}>
        {items.map(({key, kind, task_code, name, to, status, concerns, unit_name, reasons, problem_note}) => (
          <li key={key} className={styles.item}>
            <span className={styles.line}>
              {status === null ? <b>{concerns[0]}</b> : <StatusMark status={status as StatusWord} />}
              <Link to={kind === "deliverable" ? `/tasks/${task_code}${search}#${key}` : to}>
                {kind === "file" ? `${unit_name}：${name}` : name}
              </Link>
            </span>
            <span className={styles.rule}>{reasons.join("；")}</span>
            {problem_note && <span className={styles.rule}>{problem_note}</span>}
          </li>
        ))}
      </ol>
      {count > 0 && (
        <p className={styles.rest}>
          <Link to={allTo}>{`全部 ${count} 项`}</Link>
        </p>
      )}
    </aside>
  );
}
