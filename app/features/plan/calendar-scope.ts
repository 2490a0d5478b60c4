/** Whose dates are shown: 我的、本单位、全校. */
export const SCOPES = ["all", "unit", "own"] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_WORDS: Record<Scope, string> = {all: "全校", unit: "本单位", own: "我的（由我填报）"};

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}

/** What is shown of the calendar, in the address and in a feed. */
export interface CalendarSelection {
  scope: Scope;
  /** A task's code; empty for all. */
  task: string;
}

/** Only the account of a unit has a unit. */
export function scopesOf(unit: string | null): Scope[] {
  return SCOPES.filter((scope) => scope !== "unit" || unit !== null);
}

/** Returns the part of an address that names a selection; what is usual is left out. */
export function calendarSearchOf({month, scope, task}: CalendarSelection & {month?: string}): string {
  const search = new URLSearchParams({
    ...(month && {month}),
    ...(scope !== "all" && {scope}),
    ...(task !== "" && {task})
  });
  return search.size === 0 ? "" : `?${search}`;
}
