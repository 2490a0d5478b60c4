/** Returns the address of the timeline with what is chosen; what is blank is left out. */
export function timelineAddressOf(chosen: Record<string, string>): string {
  const search = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ""));
  return search.size === 0 ? "/plan/timeline" : `/plan/timeline?${search}`;
}
