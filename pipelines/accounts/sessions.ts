import type {Ledger, LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {Account, Role} from "./account.ts";
import {HOUR, later, MINUTE} from "./moments.ts";
import {hashOfToken, newToken} from "./token.ts";

const LONGEST = 8 * HOUR;
/** How long a session may wait for the code after the password. */
const PENDING = 5 * MINUTE;
/** The ledger records the last visit at most this often, so that reading rarely writes. */
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

/** Starts a session and returns the browser's token; the ledger keeps only its hash. */
export async function startSession(
  tx: LedgerTransaction,
  {account: {account_id}, now, isPending = false, address}: NewSession
): Promise<string> {
  const token = newToken();
  await tx
    .insertInto("sessions")
    .values({
      token_hash: hashOfToken(token),
      account_id,
      is_pending: isPending ? 1 : 0,
      address: address ?? null,
      made_at: now,
      seen_at: now,
      ends_at: later(now, isPending ? PENDING : LONGEST)
    })
    .execute();
  return token;
}

/** Reads a valid session and records the visit. */
export async function readSession(ledger: Ledger, token: string, now: string): Promise<Session | undefined> {
  const session = await readSessionUnnoted(ledger, token, now);
  if (!session) return undefined;
  const {token_hash, seen_at} = session;
  if (later(seen_at, NOTED_EVERY) <= now)
    await ledger.transaction((tx) =>
      tx.updateTable("sessions").set({seen_at: now}).where("token_hash", "=", token_hash).execute()
    );
  return session;
}

/** Reads a valid session without recording a visit: what a page asks by itself must not keep a session from ending. */
export async function readSessionUnnoted(
  ledger: LedgerReader,
  token: string,
  now: string
): Promise<Session | undefined> {
  const session = await ledger
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.account_id", "sessions.account_id")
    .select(SESSION_COLUMNS)
    .select("role")
    .where("token_hash", "=", hashOfToken(token))
    .where("revoked_at", "is", null)
    .where("disabled_at", "is", null)
    .where("ends_at", ">", now)
    .executeTakeFirst();
  return session && later(session.seen_at, IDLE[session.role]) > now ? session : undefined;
}

/** Reads the valid sessions of an account, newest first. */
export async function readSessionsOf(
  ledger: LedgerReader,
  {account_id, role}: Account,
  now: string
): Promise<Session[]> {
  const sessions = await ledger
    .selectFrom("sessions")
    .select(SESSION_COLUMNS)
    .where("account_id", "=", account_id)
    .where("is_pending", "=", 0)
    .where("revoked_at", "is", null)
    .where("ends_at", ">", now)
    .orderBy("made_at", "desc")
    .execute();
  return sessions.filter(({seen_at}) => later(seen_at, IDLE[role]) > now);
}

/** Counts the valid sessions of all accounts. */
export async function countSessions(ledger: LedgerReader, now: string): Promise<number> {
  const sessions = await ledger
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.account_id", "sessions.account_id")
    .select(["seen_at", "role"])
    .where("is_pending", "=", 0)
    .where("revoked_at", "is", null)
    .where("disabled_at", "is", null)
    .where("ends_at", ">", now)
    .execute();
  return sessions.filter(({seen_at, role}) => later(seen_at, IDLE[role]) > now).length;
}

export async function endSession(
  tx: LedgerTransaction,
  {token_hash}: Pick<Session, "token_hash">,
  now: string
): Promise<void> {
  await tx.updateTable("sessions").set({revoked_at: now}).where("token_hash", "=", token_hash).execute();
}

export async function endSessionsOf(tx: LedgerTransaction, accountId: string, now: string): Promise<void> {
  await tx
    .updateTable("sessions")
    .set({revoked_at: now})
    .where("account_id", "=", accountId)
    .where("revoked_at", "is", null)
    .execute();
}

const SESSION_COLUMNS = [
  "sessions.token_hash",
  "sessions.account_id",
  "sessions.is_pending",
  "sessions.address",
  "sessions.made_at",
  "sessions.seen_at",
  "sessions.ends_at"
] as const;
