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
