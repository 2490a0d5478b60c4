import {CopyText} from "#app/ui/copy-text.tsx";
import type {UnionCompleteness} from "./completeness.server.ts";
import styles from "./completeness.module.css";

/** Reminders ready to paste: one text for all units, and one for each. */
export function Reminders({reminders}: Pick<UnionCompleteness, "reminders">) {
  return (
    <div className={styles.stack}>
      <CopyText label="给全体单位的提醒" text={reminders.all} rows={10} />
      {reminders.units.length > 0 && (
        <details>
          <summary className={styles.summary}>{`给各单位的提醒（${reminders.units.length} 份）`}</summary>
          <div className={styles.stack}>
            {reminders.units.map(({unit_code, unit_name, text}) => (
              <CopyText key={unit_code} label={unit_name} text={text} rows={6} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}
