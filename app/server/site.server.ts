import {readEnvironment} from "#pipelines/environment/environment.ts";

/** Returns the address of this installation without a trailing slash. */
export function siteOf(request: Request): string {
  return readEnvironment().PUBLIC_URL ?? new URL(request.url).origin;
}
