import {existsSync, renameSync, statSync} from "node:fs";
import {dirname} from "node:path";
import {syncFolder} from "./durable.ts";

/** A directory that a process is restoring beside the one whose place it is to take. */
export const restoringPath = (root: string, pid: number | "") => `${root}.restoring-${pid}`;

/** A restored directory that is whole and only has to take its place; this name is the commit of a restore. */
export const restoredPath = (root: string) => `${root}.restored`;

/**
 * Puts a restored directory in place, after a kill between the two renames too. The directory before it stays beside.
 * Returns where that one is now.
 */
export function finishSwap(root: string): string | undefined {
  const restored = restoredPath(root);
  if (!existsSync(restored)) return undefined;
  const before = existsSync(root) ? freeName(root, statSync(restored).mtime) : undefined;
  if (before !== undefined) {
    renameSync(root, before);
    // Or a power cut could leave the second name without the first, and the directory before without any.
    syncFolder(dirname(root));
  }
  renameSync(restored, root);
  syncFolder(dirname(root));
  return before;
}

function freeName(root: string, at: Date): string {
  const day = at.toISOString().slice(0, 10);
  for (let number = 1; ; number++) {
    const name = `${root}.before-restore-${day}${number === 1 ? "" : `-${number}`}`;
    if (!existsSync(name)) return name;
  }
}
