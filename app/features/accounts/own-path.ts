/** Where to go on after signing in: a page of ours, whatever the address says. */
export function ownPath(to: string | null): string {
  if (!to || !/^\/(?![/\\])[^\s\\]*$/.test(to)) return "/";
  return /^\/(sign-in|sign-out)([/?]|$)/.test(to) ? "/" : to;
}
