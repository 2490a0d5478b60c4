import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {DAY, later, MINUTE, SECOND} from "./moments.ts";

/** The failures in a row without a wait; each further one doubles the wait. An address may be a whole campus. */
const FREE = {account: 5, address: 30, device: 5, code: 5, own: 5} as const;
const FIRST_WAIT = 30 * SECOND;
const LONGEST_WAIT = 15 * MINUTE;
/** Older failures are forgotten. */
const REMEMBERED = DAY;

type AttemptKind = keyof typeof FREE;

/**
 * Whose failures are counted together. `account` is what strangers guess at; `device` is a browser that is known to an
 * account; `code` is the account of a person who knew its password, `own` that of one who is signed in.
 */
export type AttemptSubject = `${AttemptKind}:${string}`;

export const kindOf = (subject: AttemptSubject) => subject.slice(0, subject.indexOf(":")) as AttemptKind;

/** What one attempt more has locked. */
export interface Lockout {
  kind: AttemptKind;
  until: string;
}

/** Returns until when these subjects are locked; undefined if none is. */
export async function lockedUntil(
  ledger: LedgerReader,
  subjects: AttemptSubject[],
  now: string
): Promise<string | undefined> {
  let last = now;
  for (const subject of subjects) {
    const {open_at} = (await readAttempts(ledger, subject, now)) ?? {open_at: now};
    if (open_at > last) last = open_at;
  }
  return last > now ? last : undefined;
}

/** Counts an attempt before the password is compared, so that simultaneous guesses count too. */
export async function addAttempt(tx: LedgerTransaction, subjects: AttemptSubject[], now: string): Promise<Lockout[]> {
  const lockouts: Lockout[] = [];
  for (const subject of subjects) {
    const kind = kindOf(subject);
    const failures = ((await readAttempts(tx, subject, now))?.failures ?? 0) + 1;
    const over = failures - FREE[kind];
    const wait = over < 0 ? 0 : Math.min(FIRST_WAIT * 2 ** over, LONGEST_WAIT);
    const counted = {failures, last_at: now, open_at: later(now, wait)};
    await tx
      .insertInto("attempts")
      .values({subject, ...counted})
      .onConflict((conflict) => conflict.column("subject").doUpdateSet(counted))
      .execute();
    if (wait > 0) lockouts.push({kind, until: counted.open_at});
  }
  return lockouts;
}

/** Resets the failures after a success; of an address only this attempt is taken back. */
export async function forgetAttempts(tx: LedgerTransaction, subjects: AttemptSubject[], now: string): Promise<void> {
  for (const subject of subjects) {
    if (kindOf(subject) !== "address") await tx.deleteFrom("attempts").where("subject", "=", subject).execute();
    else
      await tx
        .updateTable("attempts")
        .set((own) => ({
          failures: own
            .case()
            .when("failures", ">", 0)
            .then(own("failures", "-", 1))
            .else(0)
            .end(),
          open_at: now
        }))
        .where("subject", "=", subject)
        .execute();
  }
}

async function readAttempts(ledger: LedgerReader, subject: AttemptSubject, now: string) {
  const found = await ledger
    .selectFrom("attempts")
    .select(["failures", "last_at", "open_at"])
    .where("subject", "=", subject)
    .executeTakeFirst();
  // What a clock that ran ahead has written would lock until that day comes.
  const isOfAnotherClock = found && found.last_at > later(now, MINUTE);
  return found && !isOfAnotherClock && later(found.last_at, REMEMBERED) > now ? found : undefined;
}
