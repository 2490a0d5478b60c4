import {basename, dirname, join} from "node:path";
import {backupsIn} from "#pipelines/backup/make-backup.ts";
import {readManifest, requireWhole} from "#pipelines/backup/manifest.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";

/** Beside the data directory, as on another disk. */
export const placeBeside = ({root}: DataDir) => join(dirname(root), "backups");

/** What has the name of a backup is one, to its last byte. Throws what a restore would say of one that is not. */
export async function wholeBackups(place: string): Promise<string[]> {
  const folders = backupsIn(place);
  for (const folder of folders) await requireWhole(folder, readManifest(folder));
  return folders.map((folder) => basename(folder));
}
