import {isSettledOwner} from "#pipelines/plan/settled-plan.ts";
import type {Assignment} from "#pipelines/plan/plan.ts";
import type {DeliverableProgress} from "./deliverable-progress.ts";
import {daysBetween, lastDayOf} from "#pipelines/time/months.ts";
import {isLookBackLate} from "./look-backs.ts";
import {isSilent} from "./silence.ts";

/** Why something needs an action, the most severe first: deliverables, files that were sent or owed, and data. */
export const CONCERNS = [
  "逾期",
  "滞后",
  "退回未改",
  "数据逾期",
  "数据矛盾",
  "规则不符",
  "久未填报",
  "多次延期",
  "待回头看",
  "无人负责",
  "临期",
  "待审",
  "待名册确认"
] as const;
export type Concern = (typeof CONCERNS)[number];

/** 需关注: one deliverable with everything about it that needs an action. */
export interface DeliverableAttention {
  code: string;
  task_code: string;
  name: string;
  status: string;
  /** The most severe first. */
  concerns: Concern[];
  /** One sentence for each concern. */
  reasons: string[];
  problem_note: string | null;
  lead_unit: string | null;
  leader: string | null;
  /** Since it is overdue or silent; negative until it is due; null where no day counts. */
  days: number | null;
}

type Judged = Pick<
  DeliverableProgress,
  | "code"
  | "name"
  | "status"
  | "rule"
  | "due_on"
  | "progress"
  | "pace"
  | "original_due_on"
  | "times_postponed"
  | "last_report_month"
  | "unreported"
  | "problem_note"
> &
  Partial<Pick<DeliverableProgress, "look_back">>;

interface TaskJudged {
  code: string;
  deliverables: Judged[];
}

const TIMES_OFTEN = 2;

/**
 * Returns the deliverables that need an action on a day: by severity, then the longest overdue and the largest gap
 * first. What is closed or cancelled needs none, but a look-back that is late. Where the office has not begun to settle owners, their absence is no
 * news about a single deliverable.
 */
export function attentionOf(tasks: TaskJudged[], assignments: Assignment[], on: string): DeliverableAttention[] {
  const assigned = new Map(assignments.map((each) => [each.deliverable_code, each]));
  return tasks
    .flatMap((task) => task.deliverables.map((deliverable) => ({task_code: task.code, deliverable})))
    .map(({task_code, deliverable}) => {
      const assignment = assigned.get(deliverable.code);
      const found = concernsOf(deliverable, {assignment, isAssigning: assigned.size > 0, on});
      return {task_code, deliverable, assignment, found};
    })
    .filter(({found}) => found.length > 0)
    .toSorted(
      (a, b) =>
        CONCERNS.indexOf(a.found[0]!.concern) - CONCERNS.indexOf(b.found[0]!.concern) ||
        gapOf(b) - gapOf(a) ||
        a.deliverable.due_on.localeCompare(b.deliverable.due_on) ||
        a.deliverable.code.localeCompare(b.deliverable.code)
    )
    .map(({task_code, deliverable, assignment, found}) => ({
      code: deliverable.code,
      task_code,
      name: deliverable.name,
      status: deliverable.status,
      concerns: found.map(({concern}) => concern),
      reasons: found.map(({reason}) => reason),
      problem_note: deliverable.problem_note,
      lead_unit: assignment?.lead_unit ?? null,
      leader: assignment?.leader ?? null,
      days: daysOf(found[0]!.concern, deliverable, on)
    }));
}

function daysOf(concern: Concern, {due_on, last_report_month}: Judged, on: string): number | null {
  if (concern === "逾期" || concern === "临期") return daysBetween(due_on, on);
  if (concern === "久未填报" && last_report_month !== null) return daysBetween(lastDayOf(last_report_month), on);
  return null;
}

/** Merges items of several kinds: by severity, then as each kind orders its own, by days or by gap; own ones first. */
export function inOrderOfConcern<Item extends {concerns: Concern[]; is_own: boolean}>(items: Item[]): Item[] {
  return items.toSorted(
    (a, b) => Number(b.is_own) - Number(a.is_own) || CONCERNS.indexOf(a.concerns[0]!) - CONCERNS.indexOf(b.concerns[0]!)
  );
}

interface Found {
  concern: Concern;
  reason: string;
}

interface Circumstances {
  assignment: Assignment | undefined;
  /** The office has begun to settle owners. */
  isAssigning: boolean;
  on: string;
}

function concernsOf(deliverable: Judged, {assignment, isAssigning, on}: Circumstances): Found[] {
  const {status, rule, times_postponed, original_due_on} = deliverable;
  const {look_back} = deliverable;
  const found: Found[] = isLookBackLate(look_back, on)
    ? [{concern: "待回头看", reason: `${look_back.closed_on} 办结，应于 ${look_back.due_on} 回头看`}]
    : [];
  if (status === "办结" || status === "已调整") return found;
  if (status === "逾期" || status === "滞后" || status === "临期" || status === "待审")
    found.push({concern: status, reason: rule});
  if (isSilent(deliverable, on)) found.push({concern: "久未填报", reason: deliverable.unreported!});
  if (times_postponed >= TIMES_OFTEN)
    found.push({concern: "多次延期", reason: `已延期 ${times_postponed} 次，原定 ${original_due_on}`});
  if (isAssigning && !isSettledOwner(assignment)) found.push({concern: "无人负责", reason: "还没有责任单位或账户"});
  return found.toSorted((a, b) => CONCERNS.indexOf(a.concern) - CONCERNS.indexOf(b.concern));
}

/** Of what lags, the gap to its pace; elsewhere nothing, so that the due day decides. */
function gapOf({found, deliverable: {progress, pace}}: {found: Found[]; deliverable: Judged}): number {
  return found[0]!.concern === "滞后" && progress !== null ? (pace ?? 100) - progress : 0;
}
