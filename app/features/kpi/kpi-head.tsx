import {Link} from "@remix-run/react";
import {PageNav} from "#app/ui/page-nav.tsx";
import type {KpiPage} from "./kpi.server.ts";

export function KpiHead({kpi, search}: {kpi: KpiPage; search: string}) {
  return (
    <PageNav label="位置" kind="path">
      <Link to={`/${search}`}>计划总览</Link>
      <Link to={`/tasks/${kpi.task.code}${search}`}>{`任务${kpi.task.sequence} ${kpi.task.title}`}</Link>
      <span>{`指标 ${kpi.code}`}</span>
    </PageNav>
  );
}
