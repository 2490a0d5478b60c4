import {Link} from "@remix-run/react";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {usePlanAddress} from "./use-plan-address.ts";

export type PlanPlace = "assignments" | "targets" | "timeline" | "calendar";

const TITLES: Record<PlanPlace, string> = {
  assignments: "责任分工",
  targets: "指标目标",
  timeline: "时间安排",
  calendar: "月历"
};

/** The path to a page about the plan; without a place, to what hangs on the assignments. */
export function PlanHead({place, name}: {place?: PlanPlace; name?: string}) {
  const address = usePlanAddress();
  return (
    <Breadcrumbs>
      {place === "targets" ? <Link to={address("/kpis")}>指标</Link> : <Link to={address("/tasks")}>任务</Link>}
      {place ? <span>{TITLES[place]}</span> : <Link to={address("/plan")}>{TITLES.assignments}</Link>}
      {name && <span>{name}</span>}
    </Breadcrumbs>
  );
}
