import {Link} from "@remix-run/react";
import styles from "./completeness/completeness.module.css";

export type SubmissionsPlace = "completeness" | "new" | "queue" | "settings";

const PLACES: {place: SubmissionsPlace; to: string; title: string}[] = [
  {place: "completeness", to: "/submissions", title: "报送情况"},
  {place: "new", to: "/submissions/new", title: "上传"},
  {place: "queue", to: "/submissions/queue", title: "待审核"},
  {place: "settings", to: "/submissions/settings", title: "报送设置"}
];

/** Where one is; a unit sees its own reports only. */
export function SubmissionsHead({
  place,
  unit,
  name
}: {
  place?: SubmissionsPlace;
  unit?: string | null;
  name?: string | null;
}) {
  const shown = unit ? PLACES.slice(0, 2) : PLACES;
  return (
    <nav className={styles.links} aria-label="位置">
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
    </nav>
  );
}
