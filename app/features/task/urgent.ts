import {roundTenths} from "#app/format.ts";

/** A deliverable by how it stands. */
export interface UrgentFacts {
  code: string;
  status: string;
  due_on: string;
  progress: number | null;
  pace: number | null;
}

const URGENT = ["逾期", "滞后", "临期", "无数据"];

/** Returns the deliverables that need somebody, the worst first: by status, then by how far they are behind. */
export function urgentOf<T extends UrgentFacts>(deliverables: T[]): T[] {
  return deliverables
    .filter(({status}) => URGENT.includes(status))
    .toSorted(
      (a, b) =>
        URGENT.indexOf(a.status) - URGENT.indexOf(b.status) ||
        gapOf(b) - gapOf(a) ||
        a.due_on.localeCompare(b.due_on) ||
        a.code.localeCompare(b.code)
    );
}

/** How many percentage points it is behind its pace, as the reader's own subtraction finds it; 0 where nothing says. */
export function gapOf({progress, pace}: Pick<UrgentFacts, "progress" | "pace">): number {
  return progress === null || pace === null ? 0 : Math.max(0, roundTenths(roundTenths(pace) - roundTenths(progress)));
}
