import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {now} from "#app/server/clock.server.ts";
import {ownPath} from "#app/server/own-path.ts";
import {cookieOf, newSession, setCookie} from "#app/server/session.server.ts";
import {secret} from "#app/server/secret.server.ts";
import {landingOf} from "#app/server/start-page.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {readAccountOfStaff} from "#pipelines/accounts/accounts.ts";
import {seal, unseal} from "#pipelines/accounts/secret.ts";
import {isSameText, newToken} from "#pipelines/accounts/token.ts";
import {tell} from "#pipelines/host/happenings.ts";
import {auditAlone} from "#pipelines/ledger/audit.ts";

/** The campus sign-on that the environment enables. */
export type SignOnKind = "oidc" | "cas";

export function offeredSignOns({OIDC_ISSUER, CAS_URL} = readEnvironment()): SignOnKind[] {
  return [...(OIDC_ISSUER ? (["oidc"] as const) : []), ...(CAS_URL ? (["cas"] as const) : [])];
}

/** The sealed cookie that a browser keeps while it is at the campus sign-on. */
const SIGN_ON_ATTEMPT = v.object({
  state: v.string(),
  to: v.string(),
  /** OpenID Connect only. */
  verifier: v.optional(v.string()),
  nonce: v.optional(v.string())
});

export type SignOnAttempt = v.InferOutput<typeof SIGN_ON_ATTEMPT>;

const COOKIE = "sign-on";
const PURPOSE = "sign-on";
const MOST_SECONDS = 600;

export function newSignOnAttempt(request: Request): SignOnAttempt {
  return {state: newToken(), to: ownPath(new URL(request.url).searchParams.get("to"))};
}

/** The cookie is SameSite=Lax, because the browser comes back from another site. */
export function leave(request: Request, trip: SignOnAttempt, address: string): Response {
  const value = seal(secret(), PURPOSE, JSON.stringify(trip));
  const cookie = setCookie(request, {name: COOKIE, value, site: "lax", seconds: MOST_SECONDS});
  return redirect(address, {headers: {"set-cookie": cookie}});
}

/** Returns the sign-on attempt that this browser began, if it comes back from that one. */
export function signOnAttemptOf(request: Request): SignOnAttempt | undefined {
  const sealed = cookieOf(request, COOKIE);
  const text = sealed && unseal(secret(), PURPOSE, sealed);
  if (!text) return undefined;
  const trip = v.parse(v.pipe(v.string(), v.parseJson(), SIGN_ON_ATTEMPT), text);
  return isSameText(new URL(request.url).searchParams.get("state") ?? "", trip.state) ? trip : undefined;
}

/**
 * Signs in the account of a 工号. The page then continues by itself, because a SameSite cookie is not sent on a
 * navigation that began on another site.
 */
export async function arrive(
  request: Request,
  {staff, to, by, address}: {staff: string | undefined; to: string; by: SignOnKind; address: string}
) {
  const ledger = await readLedger();
  if (!staff) {
    tell("sign-in-refused", {by, outcome: "refused"});
    return refusal("统一身份认证没有通过，请重新登录。", 401);
  }
  const account = await readAccountOfStaff(ledger, staff);
  if (!account) {
    tell("sign-in-refused", {by, outcome: "refused"});
    await auditAlone(ledger, {at: now(), action: "sign-in-failed", detail: {by}, address});
    return refusal("您已通过统一身份认证，但这个工号还没有本系统的账户。请联系校工会办公室开通。", 403);
  }
  const isPending = account.has_second_factor === 1;
  if (!isPending) await auditAlone(ledger, {at: now(), who: account.name, action: "sign-in", detail: {by}, address});
  const headers = await newSession(request, account, {isPending, address});
  headers.append("set-cookie", setCookie(request, {name: COOKIE, site: "lax"}));
  const next = isPending ? `/sign-in?${new URLSearchParams({to})}` : await landingOf(account, to);
  return json({next, problem: null}, {headers});
}

export const refusal = (problem: string, status: number) => json({next: null, problem}, {status});
