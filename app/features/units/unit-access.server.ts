import {type Access, may} from "#app/server/access.server.ts";

/**
 * Tells whether the visitor sees what a unit owes: its reports, its returned files and the action items it was charged
 * with. Its own accounts and the office do; everybody else sees the numbers of every unit, as on the pages of KPIs.
 */
export function maySeeOwed({visitor}: Pick<Access, "visitor">, unit: string): boolean {
  return visitor.role === "unit" ? visitor.unit === unit : may(visitor, "verdicts");
}

/** Tells whether the visitor may ask for a unit by the filter of a page: a unit's account only for its own. */
export const mayAskFor = ({visitor}: Pick<Access, "visitor">, unit: string) =>
  visitor.role !== "unit" || visitor.unit === unit;

/** The address of a KPI, at the unit where the visitor may ask for it. */
export function kpiAddress(
  access: Pick<Access, "visitor">,
  {code, unit, month}: Record<"code" | "unit" | "month", string>
) {
  return `/kpis/${code}?${new URLSearchParams({month, ...(mayAskFor(access, unit) && {unit})})}`;
}
