import {Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import type {ProgressPage} from "./progress.server.ts";
import styles from "./progress-list.module.css";

/** Closed deliverables whose day to be looked at again has come. */
export function LookBackList({lookBacks}: Pick<ProgressPage, "lookBacks">) {
  return (
    <ul className={styles.list}>
      {lookBacks.map(({code, name, closed_on, due_on, isLate}) => (
        <li key={code} className={styles.line}>
          <div className={styles.what}>
            <span>
              <Link to={`/plan/${code}`}>{code}</Link> <b>{name}</b>
            </span>
            <span className="secondary">{`${closed_on} 办结，应于 ${due_on} 回头看${isLate ? "，已过期" : ""}`}</span>
          </div>
          <Link to={`/progress/${code}#look-back`} className={button.secondary} aria-label={`回头看 ${code} ${name}`}>
            回头看
          </Link>
        </li>
      ))}
    </ul>
  );
}
