import {closeSync, fsyncSync, openSync, writeSync} from "node:fs";
import {open} from "node:fs/promises";

/** On disk for good before the ledger speaks of it. */
export async function makeDurable(paths: string[]): Promise<void> {
  for (const path of paths) {
    const handle = await open(path, "r");
    await handle.sync();
    await handle.close();
  }
}

/** So that the folder's new name outlives a power cut, as the ledger's entry does. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/** A new file, on disk for good when this returns; nobody but the account that runs us reads it. */
export function writeDurably(path: string, bytes: Uint8Array): void {
  const handle = openSync(path, "wx", 0o600);
  try {
    for (let at = 0; at < bytes.byteLength;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
