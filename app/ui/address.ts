/** Returns the address with some filters changed; an undefined one is removed. */
export function addressWith(search: URLSearchParams | string, changes: Record<string, string | undefined>): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const text = next.toString();
  return text ? `?${text}` : "?";
}

/** Returns the month alone, for links to pages that show the whole union. */
export function keptMonth(search: string): string {
  const month = new URLSearchParams(search).get("month");
  return month ? `?${new URLSearchParams({month})}` : "";
}

/** Returns the filters that make sense on every page, for links. */
export function keptSearch(search: string): string {
  const all = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const name of ["month", "unit"]) {
    const value = all.get(name);
    if (value) kept.set(name, value);
  }
  return kept.size > 0 ? `?${kept}` : "";
}

/** Returns the code of the part of the whole that a page is narrowed to; null where it shows all of it. */
export function partOf(search: string): string | null {
  return new URLSearchParams(search).get("unit") || null;
}

/** Returns an address with the filters of the page added, unless it has its own; a place on this page stays as it is. */
export function addressOf(to: string, search: string): string {
  if (to.startsWith("#")) return to;
  const [path = "", hash] = to.split("#", 2);
  const [page = "", own = ""] = path.split("?", 2);
  const all = new URLSearchParams(isPageOfUnit(page) ? keptMonth(search) : keptSearch(search));
  for (const [name, value] of new URLSearchParams(own)) all.set(name, value);
  return `${page}${all.size > 0 ? `?${all}` : ""}${hash ? `#${hash}` : ""}`;
}

/** Such a page is of its own unit, whatever the filter says. */
const isPageOfUnit = (page: string) => page.startsWith("/units/");
