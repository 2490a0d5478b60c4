import type {Passage} from "#app/ui/mark-text.ts";
import styles from "./task-paragraph.module.css";

/** Shows the plan's own words; the words of each commitment link to its row. */
export function TaskParagraph({
  passages,
  sequence,
  documentNumber
}: {
  passages: Passage[];
  sequence: number;
  documentNumber: string;
}) {
  return (
    <figure className={styles.figure}>
      <blockquote className={styles.quote}>
        <p>
          {`${sequence}. `}
          {passages.map(({text, ids}, index) =>
            ids.length === 0 ? (
              <span key={index}>{text}</span>
            ) : (
              <a key={index} className={styles.mark} href={`#${ids[0]}`} title={ids.join("、")}>
                {text}
              </a>
            )
          )}
        </p>
      </blockquote>
      <figcaption className="secondary">{`${documentNumber} 原文；划线处为各项举措所依据的原词，点击可到该项。`}</figcaption>
    </figure>
  );
}
