import {SaxesParser} from "saxes";
import {siteOf} from "#app/server/site.server.ts";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {arrive, leave, newSignOnAttempt, refusal, signOnAttemptOf} from "./sign-on.server.ts";
import {notFound} from "#app/server/http.server.ts";

/** Signs on by CAS 3: redirects to the CAS server, then validates the returned ticket once. */
export async function signOnByCas(request: Request, address: string) {
  const cas = readEnvironment().CAS_URL;
  if (!cas) throw notFound("没有启用统一身份认证（CAS）。");
  const serviceOf = (state: string) => `${siteOf(request)}/sign-in/cas?${new URLSearchParams({state})}`;
  const ticket = new URL(request.url).searchParams.get("ticket");
  if (ticket === null) {
    const trip = newSignOnAttempt(request);
    throw leave(request, trip, `${cas}/login?${new URLSearchParams({service: serviceOf(trip.state)})}`);
  }
  const trip = signOnAttemptOf(request);
  if (!trip) return refusal("登录等得太久，或不是从本页开始的，请重新登录。", 400);
  const asked = new URLSearchParams({service: serviceOf(trip.state), ticket});
  const staff = await readStaff(`${cas}/p3/serviceValidate?${asked}`);
  return arrive(request, {staff, to: trip.to, by: "cas", address});
}

const PATIENCE_MS = 10_000;

async function readStaff(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, {signal: AbortSignal.timeout(PATIENCE_MS), redirect: "error"});
    return response.ok ? casUser(await response.text()) : undefined;
  } catch (error) {
    // The address is not logged, because it contains the ticket.
    console.error(`CAS did not answer: ${error instanceof Error ? error.name : "unknown"}`);
    return undefined;
  }
}

const CAS = "http://www.yale.edu/tp/cas";

/** Returns the user of a successful CAS response; undefined for a failure or for anything that is not XML. */
export function casUser(xml: string): string | undefined {
  const parser = new SaxesParser({xmlns: true});
  const path: string[] = [];
  let user = "";
  let isBroken = false;
  parser.on("error", () => (isBroken = true));
  parser.on("opentag", ({uri, local}) => path.push(uri === CAS ? local : "other"));
  parser.on("closetag", () => path.pop());
  parser.on("text", (text) => {
    if (path.join("/") === "serviceResponse/authenticationSuccess/user") user += text;
  });
  parser.write(xml).close();
  return isBroken ? undefined : user.trim() || undefined;
}
