import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";

/** A month closed for units. */
export interface MonthLock {
  /** YYYY-MM */
  month: string;
  reason: string | null;
  set_at: string;
}

/** One unit may still send one dataset of a locked month through a day. */
export interface LockException {
  month: string;
  unit_code: string;
  dataset: string;
  open_until: string;
  reason: string;
  set_at: string;
}

interface Locking {
  month: string;
  reason?: string;
  by?: string;
  now: string;
}

export function lockMonth(ledger: Ledger, locking: Locking): void {
  setLock(ledger, true, locking);
}

export function unlockMonth(ledger: Ledger, locking: Locking): void {
  setLock(ledger, false, locking);
}

function setLock(ledger: Ledger, isLocked: boolean, {month, reason, by, now}: Locking): void {
  ledger.exclusively(() => {
    ledger.run(
      "insert into month_locks (month, is_locked, reason, set_by, set_at) values (?, ?, ?, ?, ?)",
      month,
      isLocked ? 1 : 0,
      reason ?? null,
      by ?? null,
      now
    );
    audit(ledger, {at: now, who: by, action: isLocked ? "month-locked" : "month-unlocked", object: month});
  });
}

export function addException(
  ledger: Ledger,
  {
    month,
    unit,
    dataset,
    openUntil,
    reason,
    by,
    now
  }: {
    month: string;
    unit: string;
    dataset: string;
    openUntil: string;
    reason: string;
    by?: string;
    now: string;
  }
): void {
  ledger.exclusively(() => {
    ledger.run(
      `insert into lock_exceptions (month, unit_code, dataset, open_until, reason, set_by, set_at)
      values (?, ?, ?, ?, ?, ?, ?)`,
      ...[month, unit, dataset, openUntil, reason, by ?? null, now]
    );
    const detail = {unit, dataset, until: openUntil};
    audit(ledger, {at: now, who: by, action: "lock-exception", object: month, detail});
  });
}

/** Months locked now, and every exception ever made; of one unit, dataset and month the newest counts. */
export function readLocks(ledger: Ledger): {locks: MonthLock[]; exceptions: LockException[]} {
  return {
    locks: ledger.all<MonthLock>(
      `select month, reason, set_at from month_locks
      where lock_id in (select max(lock_id) from month_locks group by month) and is_locked = 1 order by month`
    ),
    exceptions: ledger.all<LockException>(
      `select month, unit_code, dataset, open_until, reason, set_at from lock_exceptions
      where exception_id in (select max(exception_id) from lock_exceptions group by month, unit_code, dataset)
      order by month, unit_code, dataset`
    )
  };
}

/** A month that may not be touched. */
export interface LockedMonth {
  month: string;
  /** The last day of an exception that has closed. */
  until?: string;
}

export interface Touching {
  /** Undefined: the office, for whom every locked month is named though none holds it. */
  unit?: string;
  dataset: string;
  months: string[];
  today: string;
}

export function lockedFor(ledger: Ledger, {unit, dataset, months, today}: Touching): LockedMonth[] {
  if (months.length === 0) return [];
  const {locks, exceptions} = readLocks(ledger);
  const locked = new Set(locks.map(({month}) => month));
  return [...new Set(months)]
    .filter((month) => locked.has(month))
    .sort()
    .flatMap((month) => {
      const own = exceptions.find(
        (each) => each.month === month && each.unit_code === unit && each.dataset === dataset
      );
      if (!own) return [{month}];
      return own.open_until >= today ? [] : [{month, until: own.open_until}];
    });
}
