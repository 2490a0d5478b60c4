import {Link} from "@remix-run/react";
import {PageNav} from "#app/ui/page-nav.tsx";

/** The administrator's pages. */
export function AdminHead() {
  return (
    <PageNav label="系统管理" kind="siblings">
      <Link to="/admin/accounts">账户</Link>
      <Link to="/admin/audit">审计记录</Link>
      <Link to="/admin/retention">保存期限</Link>
    </PageNav>
  );
}
