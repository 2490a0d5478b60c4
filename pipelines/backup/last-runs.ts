import {existsSync, readFileSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import * as v from "valibot";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";

/** The last backup, or the last restore drill, of an installation: what doctor and the timer go by. */
export type LastRun = v.InferOutput<typeof LAST_RUN>;

const LAST_RUN = v.object({
  /** ISO 8601, UTC: when it began. */
  at: v.string(),
  /** The backup's folder. */
  folder: v.string(),
  isGood: v.boolean(),
  /** In words, what was found. */
  found: v.string()
});

export type RunKind = "backup" | "drill";

const pathOf = ({root}: DataDir, kind: RunKind) => join(root, `last-${kind}.json`);

export function readLastRun(dir: DataDir, kind: RunKind): LastRun | undefined {
  const path = pathOf(dir, kind);
  if (!existsSync(path)) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), LAST_RUN), readFileSync(path, "utf8"));
  // A note that cannot be read says as little as none; the backup itself has its manifest.
  return parsed.success ? parsed.output : undefined;
}

export function writeLastRun(dir: DataDir, kind: RunKind, run: LastRun): void {
  const folder = temporaryFolder(dir, `last-${kind}`);
  try {
    const beside = join(folder, kind);
    writeDurably(beside, Buffer.from(JSON.stringify(run)));
    renameSync(beside, pathOf(dir, kind));
    syncFolder(dir.root);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
