const OURS = "http://ours.invalid";

/** Returns the page to open after sign-in: always one of this site, whatever the address says. */
export function ownPath(to: string | null): string {
  if (!to || !/^\/(?![/\\])[^\s\\]*$/.test(to)) return "/";
  // The path is encoded as in an address: a header allows no Chinese, and dots could lead elsewhere.
  const {origin, pathname, search} = new URL(to, OURS);
  if (origin !== OURS || pathname.startsWith("//")) return "/";
  return /^\/(sign-in|sign-out)(\/|$)/.test(pathname) ? "/" : pathname + search;
}
