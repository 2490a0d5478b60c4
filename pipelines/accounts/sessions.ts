import type {Ledger} from "#pipelines/ledger/ledger.ts";
import type {Account, Role} from "./accounts.ts";
import {HOUR, later, MINUTE} from "./moments.ts";
import {hashOfToken, newToken} from "./token.ts";

const LONGEST = 8 * HOUR;
/** How long a right password waits for its code. */
const PENDING = 5 * MINUTE;
/** A visit is written down at most this often, so that reading stays reading. */
const NOTED_EVERY = MINUTE;

const IDLE: Record<Role, number> = {
  leadership: 8 * HOUR,
  committee: 8 * HOUR,
  unit: 8 * HOUR,
  office: 30 * MINUTE,
  administrator: 30 * MINUTE
};

export interface Session {
  token_hash: string;
  account_id: string;
  is_pending: 0 | 1;
  address: string | null;
  made_at: string;
  seen_at: string;
  ends_at: string;
}

export interface NewSession {
  account: Pick<Account, "account_id">;
  now: string;
  isPending?: boolean;
  address?: string | null;
}

/** The token that goes to the browser; the ledger keeps its hash. */
export function startSession(ledger: Ledger, {account, now, isPending = false, address}: NewSession): string {
  const token = newToken();
  ledger.run(
    `insert into sessions (token_hash, account_id, is_pending, address, made_at, seen_at, ends_at)
    values (?, ?, ?, ?, ?, ?, ?)`,
    ...[hashOfToken(token), account.account_id, isPending ? 1 : 0, address ?? null, now, now],
    later(now, isPending ? PENDING : LONGEST)
  );
  return token;
}

/** A session that still holds, seen again now. */
export function readSession(ledger: Ledger, token: string, now: string): Session | undefined {
  const token_hash = hashOfToken(token);
  const [session] = ledger.all<Session & {role: Role}>(
    `select token_hash, account_id, is_pending, address, sessions.made_at, seen_at, ends_at, role
    from sessions join accounts using (account_id)
    where token_hash = ? and revoked_at is null and disabled_at is null and ends_at > ?`,
    token_hash,
    now
  );
  if (!session || later(session.seen_at, IDLE[session.role]) <= now) return undefined;
  if (later(session.seen_at, NOTED_EVERY) <= now)
    ledger.run("update sessions set seen_at = ? where token_hash = ?", now, token_hash);
  return session;
}

/** Those that still hold, newest first. */
export function readSessionsOf(ledger: Ledger, {account_id, role}: Account, now: string): Session[] {
  return ledger
    .all<Session>(
      `select token_hash, account_id, is_pending, address, made_at, seen_at, ends_at from sessions
      where account_id = ? and is_pending = 0 and revoked_at is null and ends_at > ? order by made_at desc`,
      account_id,
      now
    )
    .filter(({seen_at}) => later(seen_at, IDLE[role]) > now);
}

export function endSession(ledger: Ledger, {token_hash}: Pick<Session, "token_hash">, now: string): void {
  ledger.run("update sessions set revoked_at = ? where token_hash = ?", now, token_hash);
}

export function endSessionsOf(ledger: Ledger, accountId: string, now: string): void {
  ledger.run("update sessions set revoked_at = ? where account_id = ? and revoked_at is null", now, accountId);
}
