import buttons from "#app/ui/button.module.css";
import type {Correction} from "#pipelines/files/corrections.ts";
import type {MendActions} from "./mend-actions.ts";
import type {SameCells} from "./mend-rows.ts";
import styles from "./same-cells.module.css";

interface SameCellsListProps {
  groups: SameCells[];
  /** Corrections of whole columns that were made. */
  made: Correction[];
  actions: MendActions;
}

/** Corrects the same text in many cells by one click, and undoes it by one. */
export function SameCellsList({groups, made, actions}: SameCellsListProps) {
  if (groups.length === 0 && made.length === 0) return null;
  return (
    <ul className={styles.list}>
      {groups.map((same) => (
        <li key={`${same.letters} ${same.was}`}>
          <span>{`${same.title}列“${same.was}”，这里 ${same.count} 处`}</span>
          {same.suggestions.map(({is, words}) => (
            <button key={is} type="button" className={buttons.secondary} onClick={() => actions.changeAll(same, is)}>
              {`全部改为 ${words}`}
            </button>
          ))}
        </li>
      ))}
      {made.map((correction) => (
        <li key={`made ${correction.cell} ${correction.was}`}>
          <span>{`${correction.cell} 列“${correction.was}”全部改为“${correction.is}”`}</span>
          <button type="button" className={buttons.quiet} onClick={() => actions.restoreAll(correction)}>
            恢复
          </button>
        </li>
      ))}
    </ul>
  );
}
