import type {Acting} from "#pipelines/meetings/acting.ts";
import type {Access} from "./access.server.ts";
import {now} from "./clock.server.ts";

/** Returns who acts, as entries of meetings and instructions keep it. */
export function actingOf({visitor: {account}}: Pick<Access, "visitor">): Acting {
  return {account: account.name, name: account.display_name ?? account.name, now: now()};
}
