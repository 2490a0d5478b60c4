import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";

/** The bytes of a file, or of all files in a folder; 0 for what is not there, or went while it was counted. */
export function bytesIn(path: string): number {
  const stat = statSync(path, {throwIfNoEntry: false});
  if (!stat?.isDirectory()) return stat?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}
