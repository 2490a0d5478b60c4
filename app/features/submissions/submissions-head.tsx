import {Link} from "@remix-run/react";
import {PageNav} from "#app/ui/page-nav.tsx";
import {useMay} from "#app/ui/use-may.ts";

export type SubmissionsPlace = "completeness" | "new" | "queue" | "settings" | "assistance";

const PLACES: {place: SubmissionsPlace; permission: string; to: string; title: string}[] = [
  {place: "completeness", permission: "see-completeness", to: "/submissions", title: "报送情况"},
  {place: "new", permission: "upload", to: "/submissions/new", title: "上传"},
  {place: "queue", permission: "verdicts", to: "/submissions/queue", title: "待审核"},
  {place: "settings", permission: "settings", to: "/submissions/settings", title: "报送设置"},
  {place: "assistance", permission: "sensitive-rows", to: "/assistance", title: "困难帮扶明细"}
];

/** These pages are hidden from visitors who look at one unit. */
const OFFICE_PLACES = ["verdicts", "settings"];

/** The navigation between the reporting pages; a unit sees only its own reports. */
export function SubmissionsHead({
  place,
  unit,
  name
}: {
  place?: SubmissionsPlace;
  unit?: string | null;
  name?: string | null;
}) {
  const may = useMay();
  const shown = PLACES.filter(
    ({permission}) => may.includes(permission) && !(unit && OFFICE_PLACES.includes(permission))
  );
  return (
    <PageNav label="位置" kind="siblings">
      <Link to="/">计划总览</Link>
      {shown.map((each) =>
        each.place === place && !name ? (
          <span key={each.place} aria-current="page">
            {each.title}
          </span>
        ) : (
          <Link key={each.place} to={unit ? `${each.to}?unit=${encodeURIComponent(unit)}` : each.to}>
            {each.title}
          </Link>
        )
      )}
      {name && <span aria-current="page">{name}</span>}
    </PageNav>
  );
}
