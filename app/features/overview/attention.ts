interface JudgedDeliverable {
  code: string;
  name: string;
  status: string;
  rule: string;
  due_on: string;
  problem_note: string | null;
}

interface TaskJudged {
  code: string;
  title: string;
  deliverables: JudgedDeliverable[];
}

/** Statuses that need an action, the most urgent first; no other status needs one today. */
const ORDER = ["逾期", "滞后", "临期", "待审"];

/** Returns the deliverables that need an action, the most urgent first; within a status the earliest due date first. */
export function attentionOf(tasks: TaskJudged[]) {
  return tasks
    .flatMap((task) => task.deliverables.map((deliverable) => ({...deliverable, task_code: task.code})))
    .filter(({status}) => ORDER.includes(status))
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
        a.due_on.localeCompare(b.due_on) ||
        a.code.localeCompare(b.code)
    )
    .map(({code, task_code, name, status, rule, problem_note}) => ({
      code,
      task_code,
      name,
      status,
      rule,
      problem_note
    }));
}
