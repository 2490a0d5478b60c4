import {Link} from "@remix-run/react";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";

/** The path to a page of the administration. */
export function AdminHead({name}: {name: string}) {
  return (
    <Breadcrumbs>
      <Link to="/admin/accounts">系统管理</Link>
      <span>{name}</span>
    </Breadcrumbs>
  );
}
