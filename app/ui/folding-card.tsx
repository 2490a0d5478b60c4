import card from "./card.module.css";
import styles from "./folding-card.module.css";
import {LazyDetails} from "./lazy-details.tsx";
import {WideDetails} from "./wide-details.tsx";

export interface FoldingCardProps {
  /** Says what is inside, and how much: 各行（36 行） */
  title: string;
  /** Starts closed on a wide screen too. */
  isClosed?: boolean;
  children: React.ReactNode;
}

/** A card that is folded on a phone. */
export function FoldingCard({title, isClosed, children}: FoldingCardProps) {
  const Details = isClosed ? LazyDetails : WideDetails;
  return (
    <section className={card.card}>
      <Details className={styles.details} summary={<h2>{title}</h2>}>
        {children}
      </Details>
    </section>
  );
}
