import type {Finding} from "#pipelines/findings/findings.ts";
import type {Changes} from "./changes.ts";

const SHARE = 0.1;
const AT_LEAST = 5;

/** A list that lost a tenth of its rows since the last one is more often half an export than so many farewells. */
export function findShrinking({gone}: Changes): Finding[] {
  if (!gone || gone.count < AT_LEAST || gone.count <= gone.of * SHARE) return [];
  return [{code: "file/list-shrinks", before: gone.of, gone: gone.count, keys: gone.keys}];
}
