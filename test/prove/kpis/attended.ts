import {isThisYear} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Activity} from "../rows.ts";

/** Who came to held activities of a kind that began this year, and to which of them. */
export function attendedOf(facts: Facts, month: string, matches: (activity: Activity) => boolean) {
  const activitiesOf = new Map<string, Activity[]>();
  for (const {activity_id, person_id, attended} of facts.participation) {
    const activity = facts.activityOf(activity_id);
    if (!attended || !activity || activity.status !== "已完成" || !isThisYear(activity.start_date, month)) continue;
    if (matches(activity)) activitiesOf.set(person_id, [...(activitiesOf.get(person_id) ?? []), activity]);
  }
  return activitiesOf;
}

export function heldOf(facts: Facts, month: string): Activity[] {
  return facts.activities.filter(
    ({status, start_date, end_date}) => status === "已完成" && isThisYear(end_date ?? start_date, month)
  );
}

export const onPostOf = (facts: Facts, month: string) =>
  facts.members(month).filter(({on_post_status}) => on_post_status === "在岗");
