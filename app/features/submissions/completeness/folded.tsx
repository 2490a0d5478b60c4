import {useState} from "react";
import {useIsHydrated} from "#app/ui/use-is-hydrated.ts";
import styles from "./folded.module.css";

/** Rows that a large screen shows at once; on a phone the first few, and the rest once it is asked for. */
export function useFold(count: number, onPhone: number) {
  const isHydrated = useIsHydrated();
  const [isWhole, setIsWhole] = useState(false);
  const isFolded = isHydrated && !isWhole && count > onPhone;
  return {
    rest: count - onPhone,
    isFolded,
    open: () => setIsWhole(true),
    /** The class of a row by its number, from 0. */
    rowClass: (at: number) => (isFolded && at >= onPhone ? styles.rest : undefined)
  };
}

interface FoldButtonProps {
  fold: ReturnType<typeof useFold>;
  /** What a row is, after its number: 个单位. */
  unit: string;
}

export function FoldButton({fold: {isFolded, rest, open}, unit}: FoldButtonProps) {
  if (!isFolded) return null;
  return (
    <button type="button" className={styles.more} onClick={open}>
      {`显示其余 ${rest} ${unit}`}
    </button>
  );
}
