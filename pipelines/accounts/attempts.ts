import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {DAY, later, MINUTE, SECOND} from "./moments.ts";

/** Failures in a row that cost nothing; after them each doubles the wait. An address may be a whole campus. */
const FREE = {account: 5, address: 30};
const FIRST_WAIT = 30 * SECOND;
const LONGEST_WAIT = 15 * MINUTE;
/** What is this old is forgotten. */
const REMEMBERED = DAY;

export type AttemptSubject = `account:${string}` | `address:${string}`;

interface Attempts {
  failures: number;
  last_at: string;
  open_at: string;
}

/** Until when nothing is tried for any of these; undefined where something may be. */
export function lockedUntil(ledger: Ledger, subjects: AttemptSubject[], now: string): string | undefined {
  const moments = subjects.map((subject) => readAttempts(ledger, subject, now)?.open_at ?? now);
  const last = moments.sort().at(-1)!;
  return last > now ? last : undefined;
}

/** Counted before the password is looked at, so that guesses at the same moment count too. */
export function addAttempt(ledger: Ledger, subjects: AttemptSubject[], now: string): void {
  for (const subject of subjects) {
    const failures = (readAttempts(ledger, subject, now)?.failures ?? 0) + 1;
    const over = failures - FREE[subject.startsWith("account:") ? "account" : "address"];
    const wait = over < 0 ? 0 : Math.min(FIRST_WAIT * 2 ** over, LONGEST_WAIT);
    ledger.run(
      `insert into attempts (subject, failures, last_at, open_at) values (?, ?, ?, ?)
      on conflict (subject) do update set failures = excluded.failures, last_at = excluded.last_at, open_at = excluded.open_at`,
      ...[subject, failures, now, later(now, wait)]
    );
  }
}

/** After a success the account begins anew; of the address only this one attempt is taken back. */
export function forgetAttempts(ledger: Ledger, subjects: AttemptSubject[], now: string): void {
  for (const subject of subjects) {
    if (subject.startsWith("account:")) ledger.run("delete from attempts where subject = ?", subject);
    else
      ledger.run(
        "update attempts set failures = max(failures - 1, 0), open_at = ? where subject = ?",
        ...[now, subject]
      );
  }
}

function readAttempts(ledger: Ledger, subject: AttemptSubject, now: string): Attempts | undefined {
  const [found] = ledger.all<Attempts>("select failures, last_at, open_at from attempts where subject = ?", subject);
  return found && later(found.last_at, REMEMBERED) > now ? found : undefined;
}
