import {formatPercent, NO_DATA} from "#app/format.ts";
import styles from "./figure-change.module.css";
import {StatusMark} from "./status-mark.tsx";
import type {StatusWord} from "./status-words.ts";

interface JudgedStatus {
  status: string;
  progress: number | null;
}

/** A status and a progress, as they were and as they are. */
export function StatusChangeMarks({was, is}: {was: JudgedStatus; is: JudgedStatus}) {
  return (
    <span className={styles.figures}>
      {was.status !== is.status && (
        <>
          <StatusMark status={was.status as StatusWord} />
          {" → "}
        </>
      )}
      <StatusMark status={is.status as StatusWord} />
      {was.progress !== is.progress && (
        <span className="secondary">{`　进度 ${progressText(was.progress)} → ${progressText(is.progress)}`}</span>
      )}
    </span>
  );
}

const progressText = (progress: number | null) => (progress === null ? NO_DATA : formatPercent(progress));
