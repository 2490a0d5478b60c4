import {Link} from "@remix-run/react";
import styles from "./datasets-head.module.css";

/** Where one is: the dictionary, or one dataset in it. */
export function DatasetsHead({name}: {name?: string}) {
  return (
    <nav className={styles.head} aria-label="位置">
      <Link to="/">计划总览</Link>
      {name === undefined ? <span>数据字典</span> : <Link to="/datasets">数据字典</Link>}
      {name !== undefined && <code>{name}</code>}
    </nav>
  );
}
