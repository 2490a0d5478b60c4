/** What a page can be narrowed by, or looked at in. */
export type PageFilter = "year" | "month" | "unit" | "programme";

const ALL: PageFilter[] = ["year", "month", "unit"];

/**
 * Which page has which filters; the longest beginning of its address decides. What a dataset holds depends on no month
 * and no unit, nor does what waits for the office; the plan and the papers have filters of their own.
 */
const FILTERS: [start: string, filters: PageFilter[]][] = [
  ["/", [...ALL, "programme"]],
  ["/tasks", ALL],
  ["/kpis", ALL],
  ["/units", ALL],
  ["/attention", ALL],
  ["/changes", ALL],
  ["/supervision", ALL],
  ["/supervision/", ["year"]],
  ["/submissions", ALL],
  ["/submissions/", []],
  ["/my", ALL],
  ["/search", ["year"]],
  ["/plan", ["year"]],
  ["/plan/new", []],
  ["/progress", ["year"]],
  ["/outputs", ["year"]],
  ["/meetings", ["year"]],
  ["/present", ["year", "month"]],
  ["/present/", []],
  ["/reports", ["year", "month"]],
  ["/reports/", []],
  ["/instructions", ["year"]],
  ["/assistance", []],
  ["/datasets", []],
  ["/account", []],
  ["/admin", []]
];

export function filtersOf(pathname: string): PageFilter[] {
  const [nearest] = FILTERS.filter(([start]) => isUnder(pathname, start)).toSorted(([a], [b]) => b.length - a.length);
  return nearest?.[1] ?? [];
}

/** `/supervision/` stands for what is below the list, `/` for the overview alone. */
function isUnder(pathname: string, start: string): boolean {
  if (start === "/" || pathname === start) return pathname === start;
  return pathname.startsWith(start.endsWith("/") ? start : `${start}/`);
}
