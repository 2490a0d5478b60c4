import styles from "./empty-state.module.css";

/** Says what is missing, why, and what to do about it. */
export function EmptyState({title, children}: {title: string; children?: React.ReactNode}) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children && <div className="secondary">{children}</div>}
    </div>
  );
}
