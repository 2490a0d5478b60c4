import * as client from "openid-client";
import {notFound} from "#app/server/http.server.ts";
import {siteOf} from "#app/server/site.server.ts";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {arrive, leave, newSignOnAttempt, refusal, signOnAttemptOf} from "./sign-on.server.ts";

const held: {config?: Promise<client.Configuration>} = {};

/** Reads the provider's discovery document once; a failed read is retried by the next sign-on. */
function configuration(): Promise<client.Configuration> {
  const {OIDC_ISSUER, OIDC_CLIENT_ID = "", OIDC_CLIENT_SECRET} = readEnvironment();
  if (!OIDC_ISSUER) throw notFound("没有启用统一身份认证（OpenID Connect）。");
  const issuer = new URL(OIDC_ISSUER);
  // Plain http is allowed only to this machine itself, for trials.
  const execute = ["127.0.0.1", "localhost"].includes(issuer.hostname) ? [client.allowInsecureRequests] : [];
  held.config ??= client
    .discovery(issuer, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, {execute})
    .catch((error: unknown) => {
      held.config = undefined;
      throw error;
    });
  return held.config;
}

const callbackOf = (request: Request) => `${siteOf(request)}/sign-in/oidc`;

/** Signs on by OpenID Connect with authorization code, PKCE, state and nonce. */
export async function signOnByOidc(request: Request, address: string) {
  const config = await configuration().catch((error: unknown) => console.error("single sign-on:", error));
  if (!config) return refusal("统一身份认证现在连不上，请稍后再试，或用账户和密码登录。", 503);
  const {search, searchParams} = new URL(request.url);
  if (!searchParams.has("state")) {
    const verifier = client.randomPKCECodeVerifier();
    const trip = {...newSignOnAttempt(request), verifier, nonce: client.randomNonce()};
    const away = client.buildAuthorizationUrl(config, {
      redirect_uri: callbackOf(request),
      scope: readEnvironment().OIDC_SCOPE,
      state: trip.state,
      nonce: trip.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256"
    });
    throw leave(request, trip, away.href);
  }
  const trip = signOnAttemptOf(request);
  if (!trip) return refusal("登录等得太久，或不是从本页开始的，请重新登录。", 400);
  const staff = await readStaff(config, new URL(callbackOf(request) + search), trip);
  return arrive(request, {staff, to: trip.to, by: "oidc", address});
}

async function readStaff(
  config: client.Configuration,
  address: URL,
  {state, verifier, nonce}: {state: string; verifier?: string; nonce?: string}
): Promise<string | undefined> {
  try {
    const tokens = await client.authorizationCodeGrant(config, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier
    });
    const staff = tokens.claims()?.[readEnvironment().OIDC_STAFF_CLAIM];
    return typeof staff === "string" ? staff : undefined;
  } catch (error) {
    // The address is not logged, because it contains the code.
    console.error(`the OpenID provider did not agree: ${error instanceof Error ? error.name : "unknown"}`);
    return undefined;
  }
}
