import styles from "./page-nav.module.css";

interface PageNavProps {
  /** The label for screen readers. */
  label: string;
  /** `path`: from the whole to the part, with `›` between; `siblings`: pages of equal rank. */
  kind: "path" | "siblings";
  /** An element with `data-apart` stands outside the path. */
  children: React.ReactNode;
}

/** The small navigation above the title of every page: the path to it, or its siblings. */
export function PageNav({label, kind, children}: PageNavProps) {
  return (
    <nav className={styles.nav} data-kind={kind} aria-label={label}>
      {children}
    </nav>
  );
}
