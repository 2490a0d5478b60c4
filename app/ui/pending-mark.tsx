import styles from "./pending-mark.module.css";
import {StatusShape} from "./status-mark.tsx";

/** Marks a number that includes data not reviewed yet; renders nothing where all are approved. */
export function PendingMark({count}: {count: number}) {
  if (count === 0) return null;
  return (
    <span className={styles.mark}>
      <StatusShape status="待审" />
      {`含未审 ${count} 份`}
    </span>
  );
}
