import {type Sender, unitCodeOf} from "#pipelines/contracts/sender.ts";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";

/** A month closed for units. */
export interface MonthLock {
  /** YYYY-MM */
  month: string;
  reason: string | null;
  set_at: string;
}

/** A unit may still send one dataset of a locked month until a day. */
export interface LockException {
  month: string;
  unit_code: string;
  dataset: string;
  open_until: string;
  reason: string;
  set_at: string;
}

interface LockRequest {
  month: string;
  reason?: string;
  by?: string;
  now: string;
}

export function lockMonth(tx: LedgerTransaction, locking: LockRequest): Promise<void> {
  return setLock(tx, true, locking);
}

export function unlockMonth(tx: LedgerTransaction, locking: LockRequest): Promise<void> {
  return setLock(tx, false, locking);
}

async function setLock(tx: LedgerTransaction, isLocked: boolean, {month, reason, by, now}: LockRequest): Promise<void> {
  await tx
    .insertInto("month_locks")
    .values({month, is_locked: isLocked ? 1 : 0, reason: reason ?? null, set_by: by ?? null, set_at: now})
    .execute();
  await audit(tx, {at: now, who: by, action: isLocked ? "month-locked" : "month-unlocked", object: month});
}

export async function addException(
  tx: LedgerTransaction,
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
): Promise<void> {
  await tx
    .insertInto("lock_exceptions")
    .values({month, unit_code: unit, dataset, open_until: openUntil, reason, set_by: by ?? null, set_at: now})
    .execute();
  const detail = {unit, dataset, until: openUntil};
  await audit(tx, {at: now, who: by, action: "lock-exception", object: month, detail});
}

export interface MonthLocks {
  locks: MonthLock[];
  exceptions: LockException[];
}

/** Reads the locked months and all exceptions; for one unit, dataset and month the newest counts. */
export async function readLocks(ledger: LedgerReader): Promise<MonthLocks> {
  const locks = ledger
    .selectFrom("month_locks")
    .select(["month", "reason", "set_at"])
    .where("lock_id", "in", (every) =>
      every
        .selectFrom("month_locks")
        .select(({fn}) => fn.max("lock_id").as("newest"))
        .groupBy("month")
    )
    .where("is_locked", "=", 1)
    .orderBy("month");
  const exceptions = ledger
    .selectFrom("lock_exceptions")
    .select(["month", "unit_code", "dataset", "open_until", "reason", "set_at"])
    .where("exception_id", "in", (every) =>
      every
        .selectFrom("lock_exceptions")
        .select(({fn}) => fn.max("exception_id").as("newest"))
        .groupBy(["month", "unit_code", "dataset"])
    )
    .orderBy("month")
    .orderBy("unit_code")
    .orderBy("dataset");
  return {locks: await locks.execute(), exceptions: await exceptions.execute()};
}

/** A month that the sender may not change. */
export interface LockedMonth {
  month: string;
  /** The last day of an expired exception. */
  until?: string;
}

export interface TouchedMonths {
  /** For the office every locked month is named, although none stops it. */
  sender: Sender;
  dataset: string;
  months: string[];
  today: string;
}

export function lockedFor(
  {locks, exceptions}: MonthLocks,
  {sender, dataset, months, today}: TouchedMonths
): LockedMonth[] {
  const locked = new Set(locks.map(({month}) => month));
  return [...new Set(months)]
    .filter((month) => locked.has(month))
    .sort()
    .flatMap((month) => {
      const own = exceptions.find(
        (each) => each.month === month && each.unit_code === unitCodeOf(sender) && each.dataset === dataset
      );
      if (!own) return [{month}];
      return own.open_until >= today ? [] : [{month, until: own.open_until}];
    });
}
