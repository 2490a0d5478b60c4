import {hostname, networkInterfaces} from "node:os";
import type {Request, RequestHandler} from "express";
import {readEnvironment} from "#pipelines/environment/environment.ts";

/** The host names of this machine, besides the one in PUBLIC_URL. */
function ownNames(host: string): string[] {
  const loopback = ["127.0.0.1", "localhost", "::1"];
  if (!["0.0.0.0", "::"].includes(host)) return [...loopback, host];
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each?.map(({address}) => address) ?? []);
  return [...loopback, hostname(), ...addresses];
}

/**
 * Refuses requests for a foreign host name that was made to point here (DNS rebinding), because its pages would count
 * as ours.
 */
export function knownHostsOnly({HOST, PUBLIC_URL} = readEnvironment()): RequestHandler {
  const names = new Set(ownNames(HOST).map((name) => name.toLowerCase()));
  if (PUBLIC_URL) names.add(nameIn(new URL(PUBLIC_URL).host));
  return (request, response, next) => {
    if (!hasSoundAddress(request)) return void response.status(400).type("text/plain").send(UNSOUND);
    if (
      names.has(nameIn(request.headers.host ?? "")) &&
      names.has(request.hostname.replace(/^\[|\]$/g, "").toLowerCase())
    )
      return next();
    response.status(403).type("text/plain").send("这个网址不是本系统的。若是新换的网址，请管理员用 PUBLIC_URL 写明。");
  };
}

const UNSOUND = "请求里的主机名、端口或协议写得不对，请检查网址，或请管理员检查代理的设置。";

/** Whether an address can be made of what the request says of its host, port and protocol, as it is done for each page. */
function hasSoundAddress(request: Request): boolean {
  const [, forwardedPort] = request.get("x-forwarded-host")?.split(":") ?? [];
  const [, hostPort] = request.get("host")?.split(":") ?? [];
  const port = forwardedPort || hostPort;
  const host = port ? `${request.hostname}:${port}` : request.hostname;
  return ["http", "https"].includes(request.protocol) && URL.canParse(`${request.protocol}://${host}/`);
}

/** Removes the port and the brackets. */
function nameIn(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "");
}
