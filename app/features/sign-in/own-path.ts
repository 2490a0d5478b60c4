const OURS = "http://ours.invalid";

/** Where to go on after signing in: a page of ours, whatever the address says. */
export function ownPath(to: string | null): string {
  if (!to || !/^\/(?![/\\])[^\s\\]*$/.test(to)) return "/";
  // Written as an address is: a header takes no Chinese, and dots may lead elsewhere.
  const {origin, pathname, search} = new URL(to, OURS);
  if (origin !== OURS || pathname.startsWith("//")) return "/";
  return /^\/(sign-in|sign-out)(\/|$)/.test(pathname) ? "/" : pathname + search;
}
