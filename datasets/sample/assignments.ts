import {readPlan} from "#pipelines/plan/read-plan.ts";
import type {Outbox} from "./outbox.ts";
import {stories} from "./progress-stories.ts";

/** Offices, no persons. */
const LEADERS: Record<string, string> = {
  P1: "工会主席",
  P2: "常务副主席",
  P3: "副主席（分管服务保障）",
  P4: "副主席（分管建功立业）"
};

/** Nobody has been found for these yet, so that the list of what is still to be settled has something in it. */
const WITHOUT_OWNER = ["T06-04", "T08-05", "T11-06"];

/** Eight days after the plan the office says who answers for what. */
export function sendAssignments(outbox: Outbox): void {
  const {tasks, deliverables} = readPlan(2026)!;
  const programmes = new Map(tasks.map(({code, programme_code}) => [code, programme_code]));
  outbox.send({
    dataset: "assignments",
    label: "2026",
    sentOn: "2026-03-20",
    isApproved: true,
    rows: deliverables
      .filter(({code}) => !WITHOUT_OWNER.includes(code))
      .map(({code, task_code}) => ({
        plan_year: 2026,
        deliverable_code: code,
        leader: LEADERS[programmes.get(task_code) ?? ""] ?? null,
        lead_unit: stories.find((story) => story.code === code)?.unit ?? "U00",
        supporting_units: [],
        reason: "2026年3月20日常委会议定"
      }))
  });
}
