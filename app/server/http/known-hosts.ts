import {hostname, networkInterfaces} from "node:os";
import type {RequestHandler} from "express";
import {readEnvironment} from "#pipelines/environment/environment.ts";

/** Names by which this machine is asked, beside the one that PUBLIC_URL gives. */
function ownNames(host: string): string[] {
  const loopback = ["127.0.0.1", "localhost", "::1"];
  if (!["0.0.0.0", "::"].includes(host)) return [...loopback, host];
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each?.map(({address}) => address) ?? []);
  return [...loopback, hostname(), ...addresses];
}

/** A foreign name that was made to point here is turned away: its pages would otherwise count as ours. */
export function knownHostsOnly({HOST, PUBLIC_URL} = readEnvironment()): RequestHandler {
  const names = new Set(ownNames(HOST).map((name) => name.toLowerCase()));
  if (PUBLIC_URL) names.add(nameIn(new URL(PUBLIC_URL).host));
  return (request, response, next) => {
    if (
      names.has(nameIn(request.headers.host ?? "")) &&
      names.has(request.hostname.replace(/^\[|\]$/g, "").toLowerCase())
    )
      return next();
    response.status(403).type("text/plain").send("这个网址不是本系统的。若是新换的网址，请管理员用 PUBLIC_URL 写明。");
  };
}

/** Without port and brackets. */
function nameIn(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "");
}
