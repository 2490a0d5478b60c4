import styles from "./card.module.css";

export interface CardProps {
  title?: React.ReactNode;
  id?: string;
  children: React.ReactNode;
}

export function Card({title, id, children}: CardProps) {
  return (
    <section className={styles.card} id={id}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}
