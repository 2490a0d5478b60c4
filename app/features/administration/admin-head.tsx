import {Link} from "@remix-run/react";
import styles from "#app/ui/forms.module.css";

/** The administrator's pages. */
export function AdminHead() {
  return (
    <nav className={styles.buttons} aria-label="系统管理">
      <Link to="/admin/accounts">账户</Link>
      <Link to="/admin/audit">审计记录</Link>
      <Link to="/admin/retention">保存期限</Link>
    </nav>
  );
}
