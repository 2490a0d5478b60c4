import {Link} from "@remix-run/react";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";

/** The path to the data dictionary, or to one dataset in it. */
export function DatasetsHead({name}: {name?: string}) {
  return (
    <Breadcrumbs>
      <Link to="/submissions">报送</Link>
      {name === undefined ? <span>数据字典</span> : <Link to="/datasets">数据字典</Link>}
      {name !== undefined && <code>{name}</code>}
    </Breadcrumbs>
  );
}
