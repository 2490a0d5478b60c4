import {SaxesParser} from "saxes";
import {siteOf} from "#app/server/site.server.ts";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {arrive, leave, newSignOnAttempt, refusal, signOnAttemptOf} from "./sign-on.server.ts";
import {notFound} from "#app/server/http.server.ts";

/** CAS 3: away to the sign-on, and back with a ticket that is asked about once. */
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
    // Not the address, which holds the ticket.
    console.error(`CAS did not answer: ${error instanceof Error ? error.name : "unknown"}`);
    return undefined;
  }
}

const CAS = "http://www.yale.edu/tp/cas";

/** The user of an answer that says success; anything else, or what is no XML, is nobody. */
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
