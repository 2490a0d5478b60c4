import {randomBytes, timingSafeEqual} from "node:crypto";
import {parseCookie, stringifySetCookie} from "cookie";
import {KNOWN_DAYS, markDevice} from "#pipelines/accounts/known-device.ts";
import {signatureOf} from "#pipelines/accounts/secret.ts";
import {endSession, readSession, readSessionUnnoted, type Session, startSession} from "#pipelines/accounts/sessions.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {isServedByHttps} from "#pipelines/host/site-address.ts";
import {now} from "./clock.server.ts";
import {secret} from "./secret.server.ts";
import {readLedger, transaction} from "./store.server.ts";

/** Tells whether the browser uses, or can only use, https, so that a cookie may require it. */
export function isByHttps(request: Request): boolean {
  return new URL(request.url).protocol === "https:" || isServedByHttps();
}

export function cookieOf(request: Request, name: string): string | undefined {
  return parseCookie(request.headers.get("cookie") ?? "")[name];
}

/** Sets a cookie that scripts cannot read and other sites cannot send; without a value it deletes the cookie. */
export function setCookie(
  request: Request,
  {name, value, site = "strict", seconds}: {name: string; value?: string; site?: "strict" | "lax"; seconds?: number}
): string {
  const maxAge = value === undefined ? 0 : seconds;
  const secure = isByHttps(request);
  return stringifySetCookie({name, value: value ?? "", path: "/", httpOnly: true, sameSite: site, maxAge, secure});
}

/** With this prefix browsers refuse a cookie that another host or plain http has set. */
const sessionName = (request: Request) => (isByHttps(request) ? "__Host-session" : "session");

/** Returns this browser's session, signed in or waiting for its code. */
export async function sessionOf(request: Request): Promise<Session | undefined> {
  const token = cookieOf(request, sessionName(request));
  return token ? readSession(await readLedger(), token, now()) : undefined;
}

/** Tells whether this browser is signed in, without counting as a visit of its person. */
export async function isSignedIn(request: Request): Promise<boolean> {
  const token = cookieOf(request, sessionName(request));
  const session = token ? await readSessionUnnoted(await readLedger(), token, now()) : undefined;
  return session?.is_pending === 0;
}

const deviceName = (request: Request) => (isByHttps(request) ? "__Host-device" : "device");
const KNOWN_SECONDS = KNOWN_DAYS * 24 * 60 * 60;

/** The accounts that have signed in with this browser, for `knownDevice`. */
export const shownMarks = (request: Request) => ({
  marks: cookieOf(request, deviceName(request)),
  secret: secret(),
  now: now()
});

/**
 * Signs a browser in with a new token, and ends the session that it came with. Returns the cookies for it: with its full
 * sign-in the browser becomes known to the account.
 */
export async function newSession(
  request: Request,
  account: Account,
  {isPending = false, address}: {isPending?: boolean; address: string}
): Promise<Headers> {
  const before = await sessionOf(request);
  const value = await transaction(async (tx) => {
    if (before) await endSession(tx, before, now());
    return startSession(tx, {account, isPending, now: now(), address});
  });
  const headers = new Headers({"set-cookie": setCookie(request, {name: sessionName(request), value})});
  if (!isPending) headers.append("set-cookie", await knownDeviceCookie(request, account));
  return headers;
}

/** Makes a browser known to the account that has shown there that it is itself. */
export async function knownDeviceCookie(request: Request, account: Account): Promise<string> {
  const value = await markDevice(await readLedger(), account, shownMarks(request));
  return setCookie(request, {name: deviceName(request), value, seconds: KNOWN_SECONDS});
}

export const noSession = (request: Request) => setCookie(request, {name: sessionName(request)});

/**
 * Returns the token that this session's forms carry, so that another site's form is refused. It is masked anew in every
 * response, because a compressed page must hold no constant secret: its length would reveal it piece by piece (BREACH).
 */
export function csrfOf(session: Session): string {
  const token = csrfBytes(session);
  const mask = randomBytes(token.length);
  return Buffer.concat([mask, xor(token, mask)]).toString("base64url");
}

export function isCsrfOf(session: Session, given: string): boolean {
  const token = csrfBytes(session);
  const bytes = Buffer.from(given, "base64url");
  if (bytes.length !== 2 * token.length) return false;
  return timingSafeEqual(xor(bytes.subarray(token.length), bytes.subarray(0, token.length)), token);
}

const csrfBytes = ({token_hash}: Session) => Buffer.from(signatureOf(secret(), "form", token_hash), "base64url");

const xor = (bytes: Buffer, mask: Buffer) => Buffer.from(bytes.map((byte, at) => byte ^ (mask[at] ?? 0)));
