import type {Deliverable} from "./plan.ts";

/** 量化 by KPIs or by activities held, 里程碑 by reported percent against dates, 定性 by reported state. */
export type Measure = "量化" | "里程碑" | "定性";

export function measureOf({kind}: Pick<Deliverable, "kind">, gauges: {by: string}[]): Measure {
  if (kind === "milestone") return "里程碑";
  if (gauges.some(({by}) => by !== "report")) return "量化";
  return kind === "policy" || kind === "recurring" ? "定性" : "里程碑";
}

/** Returns the first and last day of a deliverable, from the document's own words for its period. */
export function periodOf(period: string, year: number): [start: string, due: string] {
  if (period === "上半年") return [`${year}-01-01`, `${year}-06-30`];
  if (period === "下半年") return [`${year}-07-01`, `${year}-12-31`];
  // The school's summer holiday: July and August.
  if (period === "暑假") return [`${year}-07-01`, `${year}-08-31`];
  return [`${year}-01-01`, `${year}-12-31`];
}
