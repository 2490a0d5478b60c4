import {Link, useLocation} from "@remix-run/react";
import {addressWith} from "./address.ts";
import styles from "./data-table.module.css";

/** Links to the rest of a table that was sent in part; renders nothing where all rows are shown. */
export function WholeTableLink({shown, count}: {shown: number; count: number}) {
  const {search} = useLocation();
  if (shown >= count) return null;
  return (
    <Link className={styles.whole} to={addressWith(search, {rows: "all"})} preventScrollReset>
      {`先列出 ${shown} 行，展开全部 ${count} 行`}
    </Link>
  );
}
