import styles from "./page.module.css";
import {Sentence} from "./sentence.tsx";

export interface PageProps {
  /** The conclusion or the name: the page's one h1. */
  title: React.ReactNode;
  /** Small words above the title: where one is. */
  eyebrow?: React.ReactNode;
  /** Words below it: how fresh, how sure. */
  aside?: React.ReactNode;
  children: React.ReactNode;
  isWide?: boolean;
}

export function Page({title, eyebrow, aside, children, isWide}: PageProps) {
  return (
    <main id="main" className={styles.page} data-wide={isWide || undefined} tabIndex={-1}>
      <div className={styles.head}>
        {eyebrow && <div className={styles.eyebrow}>{eyebrow}</div>}
        <h1>{typeof title === "string" ? <Sentence text={title} /> : title}</h1>
        {aside && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </main>
  );
}
