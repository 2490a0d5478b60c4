import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import type {TaskStanding} from "./task.server.ts";
import styles from "./urgent-list.module.css";
import {urgentOf} from "./urgent.ts";

const MOST = 5;

/** What needs somebody: why, who answers, and what they say of it. */
export function UrgentList({deliverables}: {deliverables: TaskStanding["deliverables"]}) {
  const urgent = urgentOf(deliverables);
  if (urgent.length === 0) return null;
  const rest = urgent.length - MOST;
  return (
    <>
      <ul className={styles.urgent}>
        {urgent.slice(0, MOST).map(({code, name, status, rule, unreported, owner, problem_note}) => (
          <li key={code}>
            <StatusMark status={status as StatusWord} />
            <div>
              <a href={`#${code}`}>{name}</a>
              <span
                className={styles.why}
              >{`${[rule, unreported].filter(Boolean).join("；")}　${owner ? `责任：${owner}` : "还没有定责任单位"}`}</span>
              {problem_note && <p>{problem_note}</p>}
            </div>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="secondary">{`另有 ${rest} 项要抓紧，见下面的各项举措。`}</p>}
    </>
  );
}
