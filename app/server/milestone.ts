interface DatedDeliverable {
  name: string;
  status: string;
  due_on: string;
}

const IS_OVER = new Set(["办结", "已调整"]);

/** Returns the next due date, today included; of several on one day, the first in the plan's order. */
export function nextMilestoneOf<Row extends DatedDeliverable>(
  deliverables: Row[],
  on: string
): {name: string; due_on: string} | undefined {
  const [next] = deliverables
    .filter(({status, due_on}) => due_on >= on && !IS_OVER.has(status))
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on));
  return next && {name: next.name, due_on: next.due_on};
}
