import {Link} from "@remix-run/react";
import {PageNav} from "#app/ui/page-nav.tsx";
import {usePlanAddress} from "./use-plan-address.ts";

export type PlanPlace = "assignments" | "targets" | "timeline" | "calendar";

const PLACES: {place: PlanPlace; to: string; title: string}[] = [
  {place: "assignments", to: "/plan", title: "责任分工"},
  {place: "targets", to: "/plan/targets", title: "指标目标"},
  {place: "timeline", to: "/plan/timeline", title: "时间安排"},
  {place: "calendar", to: "/plan/calendar", title: "月历"}
];

/** The navigation between the pages about the plan. */
export function PlanHead({place, name}: {place?: PlanPlace; name?: string}) {
  const address = usePlanAddress();
  return (
    <PageNav label="位置" kind="siblings">
      <Link to={address("/")}>计划总览</Link>
      {PLACES.map((each) =>
        each.place === place ? (
          <span key={each.place} aria-current="page">
            {each.title}
          </span>
        ) : (
          <Link key={each.place} to={address(each.to)}>
            {each.title}
          </Link>
        )
      )}
      {name && <span aria-current="page">{name}</span>}
    </PageNav>
  );
}
