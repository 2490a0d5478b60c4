import {useState} from "react";
import styles from "./folded.module.css";
import {useIsHydrated} from "./use-is-hydrated.ts";

/**
 * Folds long lists on a phone: it shows the first rows and the one that the address names, and the rest when opened; a
 * large screen shows all.
 */
export function useFold(count: number, onPhone: number) {
  const isHydrated = useIsHydrated();
  const [isWhole, setIsWhole] = useState(false);
  const isFolded = isHydrated && !isWhole && count > onPhone;
  return {
    rest: count - onPhone,
    isFolded,
    open: () => setIsWhole(true),
    /** The class of a row by its index from 0. */
    rowClass: (at: number) => (isFolded && at >= onPhone ? styles.rest : undefined)
  };
}

interface FoldButtonProps {
  fold: ReturnType<typeof useFold>;
  /** What is counted, after the number: 行. */
  noun: string;
}

export function FoldButton({fold: {isFolded, rest, open}, noun}: FoldButtonProps) {
  if (!isFolded) return null;
  return (
    <button type="button" className={styles.more} onClick={open}>
      {`显示其余 ${rest} ${noun}`}
    </button>
  );
}
