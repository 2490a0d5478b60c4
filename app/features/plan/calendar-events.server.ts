import {createHash} from "node:crypto";
import {dayAfter} from "#pipelines/time/chinese-day.ts";
import type {CalendarActivity, CalendarDeliverable, CalendarRows} from "./calendar-rows.server.ts";

/** An entry of a calendar program that lasts whole days. */
export interface CalendarEvent {
  /** The same for ever, so that a program updates the entry in place of adding another. */
  uid: string;
  summary: string;
  description: string;
  category: "节点" | "到期" | "活动";
  /** The first day, and the day after the last: the end of an all-day event is exclusive. */
  starts_on: string;
  ends_on: string;
  /** The number of changes of the days; a program ignores an entry with a smaller one. */
  sequence: number;
  is_cancelled: boolean;
  path: string;
}

const HOME = "union-annual-plan";

/** Returns the due days of deliverables and the activities of a plan year. No text of theirs names a person or a sum. */
export function calendarEventsOf(year: number, {deliverables, activities}: CalendarRows): CalendarEvent[] {
  return [
    ...deliverables.map((deliverable) => dueEventOf(year, deliverable)),
    ...activities.map((activity) => activityEventOf(activity))
  ];
}

function dueEventOf(year: number, deliverable: CalendarDeliverable): CalendarEvent {
  const {code, name, due_on, moves, is_adjusted, is_milestone} = deliverable;
  const category = is_milestone ? "节点" : "到期";
  return {
    uid: `${year}-${code}-due@${HOME}`,
    summary: is_adjusted ? `已调整：${name}` : `${category}：${name}`,
    description: descriptionOf(deliverable),
    category,
    starts_on: due_on,
    ends_on: dayAfter(due_on),
    sequence: moves + (is_adjusted ? 1 : 0),
    is_cancelled: is_adjusted,
    path: `/plan/${code}?month=${year}-12`
  };
}

function descriptionOf({code, task_title, lead_unit_name, due_on, original_due_on, is_adjusted}: CalendarDeliverable) {
  return [
    `${code}　${task_title}`,
    lead_unit_name && `牵头单位：${lead_unit_name}`,
    original_due_on !== due_on && `原定 ${original_due_on}，现定 ${due_on}`,
    is_adjusted && "按决定已调整，不再执行"
  ]
    .filter(Boolean)
    .join("\n");
}

function activityEventOf({id, name, unit_name, started_on, ended_on, is_cancelled}: CalendarActivity): CalendarEvent {
  return {
    // A file may write anything as the number of an activity.
    uid: `activity-${createHash("sha256").update(id).digest("hex").slice(0, 24)}@${HOME}`,
    summary: is_cancelled ? `已取消：${name}` : `活动：${name}`,
    description: unit_name ? `主办：${unit_name}` : "",
    category: "活动",
    starts_on: started_on,
    ends_on: dayAfter(ended_on < started_on ? started_on : ended_on),
    sequence: is_cancelled ? 1 : 0,
    is_cancelled,
    path: `/plan/calendar?month=${started_on.slice(0, 7)}`
  };
}
