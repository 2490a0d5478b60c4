interface NotedDeliverable {
  code: string;
  name: string;
  status: string;
  due_on: string;
  problem_note: string | null;
}

export interface ProblemNote {
  code: string;
  name: string;
  note: string;
}

const IS_OVER = new Set(["办结", "已调整"]);
const URGENT = ["逾期", "滞后", "临期"];

/** Returns what the owners of unfinished deliverables reported as problems, the most urgent first. */
export function problemNotesOf(deliverables: NotedDeliverable[]): ProblemNote[] {
  return deliverables
    .filter(({status}) => !IS_OVER.has(status))
    .toSorted((a, b) => urgencyOf(a) - urgencyOf(b) || a.due_on.localeCompare(b.due_on) || a.code.localeCompare(b.code))
    .flatMap(({code, name, problem_note: note}) => (note ? [{code, name, note}] : []));
}

function urgencyOf({status}: NotedDeliverable): number {
  const place = URGENT.indexOf(status);
  return place === -1 ? URGENT.length : place;
}
