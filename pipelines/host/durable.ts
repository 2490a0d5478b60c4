import {closeSync, fsyncSync, openSync, writeSync} from "node:fs";
import {open} from "node:fs/promises";

/** Syncs files to disk before the ledger refers to them. */
export async function makeDurable(paths: string[]): Promise<void> {
  for (const path of paths) {
    const handle = await open(path, "r");
    await handle.sync();
    await handle.close();
  }
}

/** Syncs a folder, so that a new name in it survives a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/** Writes a new file that only this installation's user may read, and syncs it to disk before it returns. */
export function writeDurably(path: string, bytes: Uint8Array): void {
  const handle = openSync(path, "wx", 0o600);
  try {
    for (let at = 0; at < bytes.byteLength;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
