import {Link, useLocation} from "@remix-run/react";
import {addressWith} from "./address.ts";
import styles from "./data-table.module.css";

/** Opens the rest of a table of which only the first rows came; nothing where all are there. */
export function WholeTableLink({shown, count}: {shown: number; count: number}) {
  const {search} = useLocation();
  if (shown >= count) return null;
  return (
    <Link className={styles.whole} to={addressWith(search, {rows: "all"})} preventScrollReset>
      {`先列出 ${shown} 行，展开全部 ${count} 行`}
    </Link>
  );
}
