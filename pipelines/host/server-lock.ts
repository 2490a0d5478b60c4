import {existsSync, mkdirSync} from "node:fs";
import type {DataDir} from "./data-dir.ts";
import {lockAtOnce} from "./exclusive.ts";
import {finishSwap} from "./swapped-dir.ts";

/** A server runs on the directory. The message says so to the operator. */
export class ServerRunningError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ServerRunningError";
  }
}

/** Referred to from here, so that no lock is garbage-collected and thereby released. */
const held = new Set<() => void>();

/** Makes this process the only server of the directory until it ends; the operating system releases the lock on a kill. */
export function holdServerLock({root, serverLock}: DataDir): () => void {
  // A lock in a directory that is about to be swapped would hold the wrong one.
  finishSwap(root);
  mkdirSync(root, {recursive: true, mode: 0o700});
  const release = lockAtOnce(serverLock);
  if (release) {
    held.add(release);
    return () => {
      held.delete(release);
      release();
    };
  }
  throw new ServerRunningError(
    `已有一个服务器在用数据文件夹 ${root}，这一个没有启动。一个数据文件夹只能有一个服务器；要重启，请先停下那一个。`
  );
}

/** Tells whether a server, this process included, runs on the directory. */
export function isServerRunning({serverLock}: DataDir): boolean {
  if (!existsSync(serverLock)) return false;
  const release = lockAtOnce(serverLock);
  release?.();
  return release === undefined;
}
