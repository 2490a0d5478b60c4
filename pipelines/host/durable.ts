import {closeSync, fsyncSync, openSync, writeSync} from "node:fs";
import {open} from "node:fs/promises";

/** Syncs files to disk before the ledger refers to them. */
export async function makeDurable(paths: string[]): Promise<void> {
  for (const path of paths) {
    const handle = await open(path, "r");
    syncOrEnd(handle.fd, path);
    await handle.close();
  }
}

/** Syncs a folder, so that a new name in it survives a power cut. */
export function syncFolder(folder: string): void {
  syncFile(folder);
}

export function syncFile(path: string): void {
  const handle = openSync(path, "r");
  syncOrEnd(handle, path);
  closeSync(handle);
}

/** Writes a new file that only this installation's user may read, and syncs it to disk before it returns. */
export function writeDurably(path: string, bytes: Uint8Array): void {
  const handle = openSync(path, "wx", 0o600);
  try {
    for (let at = 0; at < bytes.byteLength;) at += writeSync(handle, bytes, at);
    syncOrEnd(handle, path);
  } finally {
    closeSync(handle);
  }
}

/** The exit code of a process whose files could not be synced (EX_IOERR). */
export const NOT_SYNCED = 74;

/**
 * After a failed sync the system holds the lost bytes for written, so that a second one would succeed and say nothing
 * (Rebello et al., "Can Applications Recover from fsync Failures?"). So nothing goes on from there.
 */
function syncOrEnd(handle: number, path: string): void {
  try {
    fsyncSync(handle);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    console.error(
      `磁盘没有把 ${path} 写牢（${code}），已停止，这一步不算完成。请检查磁盘，再启动；启动时会清理没有写完的部分。`
    );
    process.exit(NOT_SYNCED);
  }
}
