import styles from "./pending-mark.module.css";
import {StatusShape} from "./status-mark.tsx";

/** Beside a number that counts what nobody has approved yet; nothing where all is approved. */
export function PendingMark({count}: {count: number}) {
  if (count === 0) return null;
  return (
    <span className={styles.mark}>
      <StatusShape status="待审" />
      {`含未审 ${count} 份`}
    </span>
  );
}
