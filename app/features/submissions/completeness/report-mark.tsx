import type {ReportState} from "#pipelines/completeness/matrix.ts";
import {StatusShape} from "#app/ui/status-mark.tsx";
import styles from "./report-mark.module.css";
import {REPORT_LOOKS} from "./report-state.ts";

/** Shows the state of a report as shape, word and colour. */
export function ReportMark({state}: {state: ReportState}) {
  const {word, shape, colour} = REPORT_LOOKS[state];
  return (
    <span className={styles.mark} data-colour={colour}>
      <StatusShape status={shape} />
      {word}
    </span>
  );
}
