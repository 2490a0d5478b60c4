import styles from "./page-nav.module.css";

interface PageNavProps {
  /** The label for screen readers. */
  label: string;
  children: React.ReactNode;
}

/** The small navigation above the title of a page to those of equal rank. */
export function PageNav({label, children}: PageNavProps) {
  return (
    <nav className={styles.nav} aria-label={label}>
      {children}
    </nav>
  );
}
