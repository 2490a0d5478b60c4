import {setTimeout as sleep} from "node:timers/promises";
import Database from "libsql";

const POLL_MS = 25;

/**
 * Runs `act` while no other process or call holds the same lock file. The lock is an open SQLite write transaction,
 * which the operating system releases when a process is killed.
 */
export async function exclusively<T>(lockFile: string, act: () => Promise<T>): Promise<T> {
  const db = new Database(lockFile);
  try {
    db.exec("pragma busy_timeout = 0");
    // Waiting here, not inside SQLite, keeps the server responsive.
    while (!begun(db)) await sleep(POLL_MS);
    try {
      return await act();
    } finally {
      db.exec("rollback");
    }
  } finally {
    db.close();
  }
}

function begun(db: Database.Database): boolean {
  try {
    db.exec("begin immediate");
    return true;
  } catch (error) {
    if (error instanceof Error && /locked|busy/i.test(error.message)) return false;
    throw error;
  }
}

/** Takes the same kind of lock at once, or returns undefined; it is held until it is released or the process ends. */
export function lockAtOnce(lockFile: string): (() => void) | undefined {
  const db = new Database(lockFile);
  db.exec("pragma busy_timeout = 0");
  if (begun(db)) return () => db.close();
  db.close();
  return undefined;
}
