import styles from "./folded.module.css";

/**
 * Folds long lists: a phone shows the first rows and the one that the address names, and the rest when opened; a large
 * screen shows all, or the first `onScreen`; paper shows all. It needs no JavaScript.
 */
export function useFold(count: number, onPhone: number, onScreen = count) {
  const isFoldedWide = count > onScreen;
  const isFolded = count > onPhone || isFoldedWide;
  return {
    count,
    rest: count - onPhone,
    isFolded,
    isFoldedWide,
    /** The class of a row by its index from 0; a row that has to be seen, such as one with an error, is never folded. */
    rowClass: (at: number, mustShow = false) => {
      if (!isFolded || mustShow) return undefined;
      return (
        [at >= onPhone && styles.rest, isFoldedWide && at >= onScreen && styles.tail].filter(Boolean).join(" ") ||
        undefined
      );
    }
  };
}

interface FoldButtonProps {
  fold: ReturnType<typeof useFold>;
  /** What is counted, after the number: 行. */
  noun: string;
}

/** Opens and closes the rest; it stands in the element that holds the rows, as a child of its own. */
export function FoldButton({fold: {count, isFolded, isFoldedWide, rest}, noun}: FoldButtonProps) {
  if (!isFolded) return null;
  return (
    <details className={isFoldedWide ? `${styles.more} ${styles.wide}` : styles.more}>
      <summary>
        <span className={styles.closed}>{isFoldedWide ? `全部 ${count} ${noun}` : `显示其余 ${rest} ${noun}`}</span>
        <span className={styles.open}>{isFoldedWide ? "收起" : `收起 ${rest} ${noun}`}</span>
      </summary>
    </details>
  );
}

/** A long part that a phone shows when asked for, under a button that says what it holds. */
export function PhoneFold({label, children}: {label: string; children: React.ReactNode}) {
  return (
    <div>
      <details className={styles.more}>
        <summary>
          <span className={styles.closed}>{label}</span>
          <span className={styles.open}>收起</span>
        </summary>
      </details>
      <div className={styles.rest}>{children}</div>
    </div>
  );
}
