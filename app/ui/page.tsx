import styles from "./page.module.css";
import {Sentence} from "./sentence.tsx";

export interface PageProps {
  /** The conclusion or the name of the page: its only h1. */
  title: React.ReactNode;
  /** Small text above the title, such as the path to the page. */
  eyebrow?: React.ReactNode;
  /** Text below it, such as how fresh and how reliable the data are. */
  aside?: React.ReactNode;
  children: React.ReactNode;
  isWide?: boolean;
  /** On paper the page is its content alone. */
  isPaper?: boolean;
}

export function Page({title, eyebrow, aside, children, isWide, isPaper}: PageProps) {
  return (
    <main
      id="main"
      className={styles.page}
      data-wide={isWide || undefined}
      data-paper={isPaper || undefined}
      tabIndex={-1}
    >
      <div className={styles.head}>
        {eyebrow && <div className={styles.eyebrow}>{eyebrow}</div>}
        <h1>{typeof title === "string" ? <Sentence text={title} /> : title}</h1>
        {aside && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </main>
  );
}
