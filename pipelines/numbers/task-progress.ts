import type {Task} from "#pipelines/plan/plan.ts";
import type {DeliverableProgress} from "./deliverable-progress.ts";
import {meanOf} from "./mean.ts";
import {type Judgement, paceOf, statusOf} from "./status.ts";

export interface TaskProgress extends Judgement {
  code: string;
  title: string;
  progress: number | null;
  /** The percent due by the day: the weighted mean over the deliverables. */
  pace: number;
  /** Deliverables with data, of those that were not cancelled. */
  with_data: number;
  of: number;
  /** The number of overdue deliverables. */
  overdue: number;
  start_on: string;
  due_on: string;
  deliverables: DeliverableProgress[];
}

/** Returns the weighted mean of the deliverables with data; cancelled ones are ignored. */
export function taskProgressOf(
  task: Pick<Task, "code" | "title">,
  deliverables: DeliverableProgress[],
  on: string
): TaskProgress {
  const standing = deliverables.filter(({is_adjusted}) => !is_adjusted);
  const withData = standing.filter((deliverable) => deliverable.progress !== null);
  const days = standing.length > 0 ? standing : deliverables;
  const start_on = days.map((deliverable) => deliverable.start_on).reduce((a, b) => (a < b ? a : b));
  const due_on = days.map((deliverable) => deliverable.due_on).reduce((a, b) => (a > b ? a : b));
  const weights = withData.map(({weight}) => weight);
  const progress = meanOf(
    withData.map((deliverable) => deliverable.progress),
    weights
  );
  // Where the day expects nothing of a deliverable, its own progress counts as due.
  const due = meanOf(
    withData.map((deliverable) => deliverable.pace ?? deliverable.progress),
    weights
  );
  const pace = due ?? paceOf(start_on, due_on, on);
  const is_closed = standing.length > 0 && standing.every((deliverable) => deliverable.is_closed);
  const overdue = standing.filter(({status}) => status === "逾期").length;
  const postponed = standing.filter((each) => each.status === "滞后" && each.original_due_on < on).length;
  const judgement = statusOf(
    {
      start_on,
      due_on,
      expected: pace,
      progress,
      is_adjusted: standing.length === 0,
      is_closed,
      is_waiting: !is_closed && standing.every((deliverable) => deliverable.is_closed || deliverable.is_waiting),
      // Missing evidence is reported at its deliverable.
      is_evidence_missing: false,
      overdue,
      postponed
    },
    on
  );
  return {
    code: task.code,
    title: task.title,
    progress,
    pace,
    ...judgement,
    with_data: withData.length,
    of: standing.length,
    overdue,
    start_on,
    due_on,
    deliverables
  };
}
