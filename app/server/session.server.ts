import {signatureOf} from "#pipelines/accounts/secret.ts";
import {endSession, readSession, type Session, startSession} from "#pipelines/accounts/sessions.ts";
import type {Account} from "#pipelines/accounts/accounts.ts";
import {now} from "./clock.server.ts";
import {secret} from "./secret.server.ts";
import {store} from "./store.server.ts";

/** Whether the browser came, or can only come, by https; a cookie may then be bound to it. */
export function isByHttps(request: Request): boolean {
  return new URL(request.url).protocol === "https:" || (process.env.PUBLIC_URL ?? "").startsWith("https:");
}

export function cookieOf(request: Request, name: string): string | undefined {
  const cookies = (request.headers.get("cookie") ?? "").split(";").map((each) => each.trim());
  return cookies.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A cookie that no script reads and no other site sends; without a value it is taken away. */
export function setCookie(
  request: Request,
  {name, value, site = "Strict", seconds}: {name: string; value?: string; site?: "Strict" | "Lax"; seconds?: number}
): string {
  const parts = [`${name}=${value ?? ""}`, "Path=/", "HttpOnly", `SameSite=${site}`];
  if (value === undefined) parts.push("Max-Age=0");
  else if (seconds !== undefined) parts.push(`Max-Age=${seconds}`);
  if (isByHttps(request)) parts.push("Secure");
  return parts.join("; ");
}

/** The prefix makes browsers refuse a cookie that another host or plain http has set. */
const sessionName = (request: Request) => (isByHttps(request) ? "__Host-session" : "session");

/** The session of this browser, signed in or waiting for its code. */
export function sessionOf(request: Request): Session | undefined {
  const token = cookieOf(request, sessionName(request));
  return token ? readSession(store().ledger, token, now()) : undefined;
}

/** Signs a browser in with a token that never was anywhere before; the one it came with ends. */
export function newSession(
  request: Request,
  account: Account,
  {isPending = false, address}: {isPending?: boolean; address: string}
): string {
  const {ledger} = store();
  const before = sessionOf(request);
  if (before) endSession(ledger, before, now());
  const value = startSession(ledger, {account, isPending, now: now(), address});
  return setCookie(request, {name: sessionName(request), value});
}

export const noSession = (request: Request) => setCookie(request, {name: sessionName(request)});

/** What a form of this session carries, so that no other site's form is taken for it. */
export function csrfOf({token_hash}: Session): string {
  return signatureOf(secret(), "form", token_hash);
}
