import type {Finding} from "#pipelines/findings/findings.ts";
import type {Changes} from "./changes.ts";

const SHARE = 0.1;
const AT_LEAST = 5;

/** Reports a list that lost a tenth of its rows: more often an incomplete export than so many departures. */
export function findShrinking({gone}: Changes): Finding[] {
  if (!gone || gone.count < AT_LEAST || gone.count <= gone.of * SHARE) return [];
  return [{code: "file/list-shrinks", before: gone.of, gone: gone.count, keys: gone.keys}];
}
