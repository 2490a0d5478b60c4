import {copyFileSync, existsSync, linkSync, mkdirSync, readdirSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import {copyLedger} from "#pipelines/ledger/ledger-copy.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readWarehouseSource, type WarehouseSource} from "#pipelines/rebuild/warehouse-source.ts";
import {finishRemovals} from "#pipelines/removals/removal-run.ts";

/**
 * Holds one state of everything that is kept in `folder`, under second names: kept files are replaced by a rename and
 * never written to, so a second name goes on to show what it showed. Meanwhile nobody accepts, removes or seals.
 */
export async function takeSnapshot(dir: DataDir, ledger: Ledger, folder: string): Promise<WarehouseSource> {
  return exclusively(dir.locks, async () => {
    for (;;) {
      await finishRemovals(dir, ledger);
      const source = await ledger.transaction(async (tx) => {
        // Another process has just committed a removal, and half of it may be done.
        if (existsSync(join(dir.retention, "pending"))) return undefined;
        copyLedger(dir.ledger, join(folder, "ledger.sqlite"));
        for (const path of keptPaths(dir)) linkOrCopy(join(dir.root, path), join(folder, path));
        return readWarehouseSource(tx);
      });
      if (source) return source;
    }
  });
}

function keptPaths({root, submissions, evidence, plans, closings, frozen, retention, secret}: DataDir): string[] {
  const inFolders = [submissions, evidence, plans, closings, frozen, retention]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => filesIn(folder));
  const paths = [...inFolders, ...(existsSync(secret) ? [secret] : [])].map((path) => relative(root, path));
  // Drafts belong to a process that is writing them.
  return paths.filter((path) => !/\.(next|draft)$|^retention[\\/]\d+-\d{4}-/.test(path)).sort();
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

const CANNOT_LINK = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK"];

/** Gives a file a second name, or copies it where the file system cannot. */
export function linkOrCopy(from: string, to: string): void {
  mkdirSync(dirname(to), {recursive: true, mode: 0o700});
  try {
    linkSync(from, to);
  } catch (error) {
    if (!CANNOT_LINK.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    copyFileSync(from, to);
  }
}
