import styles from "./folded.module.css";

/**
 * Folds long lists on a phone: it shows the first rows and the one that the address names, and the rest when opened; a
 * large screen and paper show all. It needs no JavaScript.
 */
export function useFold(count: number, onPhone: number) {
  const isFolded = count > onPhone;
  return {
    rest: count - onPhone,
    isFolded,
    /** The class of a row by its index from 0; a row that has to be seen, such as one with an error, is never folded. */
    rowClass: (at: number, mustShow = false) => (isFolded && at >= onPhone && !mustShow ? styles.rest : undefined)
  };
}

interface FoldButtonProps {
  fold: ReturnType<typeof useFold>;
  /** What is counted, after the number: 行. */
  noun: string;
}

/** Opens and closes the rest; it stands in the element that holds the rows, as a child of its own. */
export function FoldButton({fold: {isFolded, rest}, noun}: FoldButtonProps) {
  if (!isFolded) return null;
  return (
    <details className={styles.more}>
      <summary>
        <span className={styles.closed}>{`显示其余 ${rest} ${noun}`}</span>
        <span className={styles.open}>{`收起 ${rest} ${noun}`}</span>
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
