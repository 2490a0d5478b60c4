import styles from "./supervision.module.css";

const SIGNS: Record<string, string> = {红: "■", 橙: "▲", 黄: "◆"};

/** A level of supervision: shape, word and colour, so that it is told in grey too. */
export function LevelMark({level}: {level: string}) {
  return (
    <span className={styles.level} data-level={level}>
      <span aria-hidden="true">{SIGNS[level]}</span>
      {level}
    </span>
  );
}
