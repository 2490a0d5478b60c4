import {readEnvironment} from "#pipelines/environment/environment.ts";

/** The address under which people reach this installation, without a slash behind it. */
export function siteOf(request: Request): string {
  return readEnvironment().PUBLIC_URL ?? new URL(request.url).origin;
}
