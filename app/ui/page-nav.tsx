import styles from "./page-nav.module.css";

interface PageNavProps {
  /** Read aloud before the links. */
  label: string;
  /** `path`: from the whole to the part, with `›` between; `siblings`: pages side by side. */
  kind: "path" | "siblings";
  /** What carries `data-apart` stands outside the path. */
  children: React.ReactNode;
}

/** The small words above every page's title: where one is, and what stands beside it. */
export function PageNav({label, kind, children}: PageNavProps) {
  return (
    <nav className={styles.nav} data-kind={kind} aria-label={label}>
      {children}
    </nav>
  );
}
