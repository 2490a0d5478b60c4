import {Link} from "@remix-run/react";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";

export type SubmissionsPlace = "completeness" | "new" | "queue" | "settings" | "assistance";

const TITLES: Record<Exclude<SubmissionsPlace, "completeness">, string> = {
  new: "上传",
  queue: "待审核",
  settings: "报送设置",
  assistance: "困难帮扶明细"
};

interface SubmissionsHeadProps {
  place?: SubmissionsPlace;
  /** The unit that is looked at, whose reports the first step leads back to. */
  unit?: string | null;
  /** What is looked at: a submission or a unit. */
  name?: string | null;
}

/** The path to a page about reporting; the list of all reports needs none. */
export function SubmissionsHead({place = "completeness", unit, name}: SubmissionsHeadProps) {
  const title = place === "completeness" ? undefined : TITLES[place];
  if (!title && !name) return null;
  return (
    <Breadcrumbs>
      <Link to={unit && title ? `/submissions?unit=${encodeURIComponent(unit)}` : "/submissions"}>报送情况</Link>
      {title && <span>{title}</span>}
      {name && <span>{name}</span>}
    </Breadcrumbs>
  );
}
