import {Link} from "@remix-run/react";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import type {KpiPage} from "./kpi.server.ts";

interface KpiHeadProps {
  kpi: KpiPage;
  search: string;
  /** The button that pins the KPI. */
  pin: React.ReactNode;
}

export function KpiHead({kpi, search, pin}: KpiHeadProps) {
  return (
    <Breadcrumbs>
      <Link to={`/kpis${search}`}>指标</Link>
      <Link to={`/tasks/${kpi.task.code}${search}`}>{`任务${kpi.task.sequence} ${kpi.task.title}`}</Link>
      <span>{`指标 ${kpi.code}`}</span>
      <span data-apart="">{pin}</span>
    </Breadcrumbs>
  );
}
