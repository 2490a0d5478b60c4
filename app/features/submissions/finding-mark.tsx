import styles from "./finding-mark.module.css";

/** Marks 拒收 or 提示 by shape, word and colour, so that they differ in greyscale too. */
export function FindingMark({isBlocking}: {isBlocking: boolean}) {
  return (
    <span className={styles.mark} data-blocking={isBlocking || undefined}>
      <svg className={styles.shape} viewBox="0 0 12 12" aria-hidden="true">
        {isBlocking ? <path d="M1 1h10v10H1z" /> : <path d="M6 .8 11.6 11H.4z" />}
      </svg>
      {isBlocking ? "拒收" : "提示"}
    </span>
  );
}
