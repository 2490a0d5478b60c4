import buttons from "#app/ui/button.module.css";
import type {MendActions} from "./mend-actions.ts";
import {type MendRow, rowWords} from "./mend-rows.ts";
import styles from "./row-findings.module.css";

/** Says what is wrong with a row as a whole, and offers to leave it out. */
export function RowFindings({row, actions}: {row: MendRow; actions: MendActions}) {
  if (row.isEmptied)
    return (
      <div className={styles.findings}>
        <span className={styles.words}>这一行不报</span>
        <button type="button" className={buttons.quiet} onClick={() => actions.restore(row)}>
          恢复这一行
        </button>
      </div>
    );
  if (row.findings.length === 0) return null;
  return (
    <div className={styles.findings}>
      {row.findings.map((finding, at) => (
        <span key={at} className={styles.words} data-blocking={finding.is_blocking || undefined}>
          {rowWords(finding, row.row)}
        </span>
      ))}
      {row.mayBeEmptied && (
        <button type="button" className={buttons.quiet} onClick={() => actions.leaveOut(row)}>
          这一行不报
        </button>
      )}
    </div>
  );
}
