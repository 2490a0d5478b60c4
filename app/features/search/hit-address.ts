import {keptMonth} from "#app/ui/address.ts";

/** The address of a hit in the month that is looked at; an activity brings its own. */
export function hitAddress(to: string, search: string): string {
  return to.includes("?") ? to : `${to}${keptMonth(search)}`;
}
