import {redirect} from "@remix-run/node";
import type {Access} from "#app/server/access.server.ts";

/**
 * Follows the unit filter of the page: another unit leads to its page, the whole union to the wall of all units. A unit's
 * account that looks at another unit cannot choose it in the filter, so there the filter of the whole union stays.
 */
export function followUnitFilter({request, visitor}: Pick<Access, "request" | "visitor">, unit?: string): void {
  const search = new URL(request.url).searchParams;
  const chosen = search.get("unit");
  if (chosen === null || chosen === unit) return;
  const month = search.get("month");
  const kept = month ? `?${new URLSearchParams({month})}` : "";
  if (chosen !== "") throw redirect(`/units/${encodeURIComponent(chosen)}${kept}`);
  const isForeign = visitor.role === "unit" && visitor.unit !== unit;
  if (unit !== undefined && !isForeign) throw redirect(`/units${kept}`);
}
