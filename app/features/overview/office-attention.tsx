import {Link} from "@remix-run/react";
import styles from "./attention-list.module.css";
import type {OfficeAttention as OfficeItems} from "./office-attention.server.ts";

const MOST_SHOWN = 5;

/** 数据需核对: contradictory rows and people who are in no roster; only for the office. */
export function OfficeAttention({items: {contradictions, waiting}}: {items: OfficeItems}) {
  if (contradictions.length === 0 && waiting === 0) return null;
  return (
    <ul aria-label="数据需核对">
      {contradictions.slice(0, MOST_SHOWN).map(({key, code, name, when, submission_id, place, words}) => (
        <li key={key} className={styles.item}>
          <span className={styles.line}>
            <Link to={`/kpis/${code}`}>{name}</Link>
          </span>
          <span className={styles.rule}>
            {`${when}超过 100 %，暂不显示：`}
            {submission_id ? <Link to={`/submissions/${submission_id}`}>{place}</Link> : place}
            {words && `，${words}`}
          </span>
        </li>
      ))}
      {contradictions.length > MOST_SHOWN && (
        <li className={styles.rest}>{`另有 ${contradictions.length - MOST_SHOWN} 行需核对`}</li>
      )}
      {waiting > 0 && (
        <li className={styles.item}>
          <span className={styles.line}>
            <Link to="/submissions#waiting">{`${waiting} 份报送待名册确认`}</Link>
          </span>
          <span className={styles.rule}>有不在名册里的工号；名册里有了，会自动计入数字</span>
        </li>
      )}
    </ul>
  );
}
