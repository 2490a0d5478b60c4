import {Link} from "@remix-run/react";
import {PageNav} from "#app/ui/page-nav.tsx";

/** The path to the data dictionary, or to one dataset in it. */
export function DatasetsHead({name}: {name?: string}) {
  return (
    <PageNav label="位置" kind="path">
      <Link to="/">计划总览</Link>
      {name === undefined ? <span>数据字典</span> : <Link to="/datasets">数据字典</Link>}
      {name !== undefined && <code>{name}</code>}
    </PageNav>
  );
}
