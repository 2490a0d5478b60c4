import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {createRequestHandler, type GetLoadContextFunction, type RequestHandler} from "@remix-run/express";
import type {ServerBuild} from "@remix-run/node";
import express, {type Express} from "express";
import {builtFiles} from "./built-files.ts";
import {builtStyles} from "./built-styles.ts";
import {capitalCodes} from "./capital-codes.ts";
import {compressedAnswers} from "./compressed-answers.ts";
import {knownHostsOnly} from "./known-hosts.ts";
import {ownOriginOnly} from "./own-origin.ts";
import {metrics} from "./metrics.ts";
import {oneBuildPerRequest} from "./one-build.ts";
import {readiness} from "./readiness.ts";
import {observed} from "./observed.ts";
import {requestLog} from "./request-log.ts";
import {routePatterns} from "./route-patterns.ts";
import {plainAddressesOnly} from "./plain-addresses.ts";
import {answerDefects, plainRequestsOnly} from "./plain-requests.ts";
import {securityHeaders} from "./security-headers.ts";
import {feedRateLimit, remoteRateLimit, signInRateLimit} from "./sign-in-rate-limit.ts";
import {unansweredRequests} from "./unanswered-requests.ts";
import {drainUnreadBodies} from "./unread-bodies.ts";

const loadContext =
  (styleSheets?: ReadonlyMap<string, string>): GetLoadContextFunction =>
  (request, response) => ({
    cspNonce: response.locals.cspNonce,
    requestId: response.locals.requestId,
    observed,
    styleSheets,
    address: request.ip
  });

/** Returns the web server of the finished build in `folder`. */
export async function serveBuild(folder: string): Promise<Express> {
  const app = plainApp({isDev: false});
  app.use(builtFiles(folder), compressedAnswers());
  const build = (await import(pathToFileURL(join(folder, "server", "index.js")).href)) as ServerBuild;
  app.locals.routeOf = routePatterns(build.routes);
  app.all("*", handled(createRequestHandler({build, getLoadContext: loadContext(builtStyles(folder))})));
  app.use(answerDefects());
  return app;
}

/** Returns the web server over the source, which Vite rebuilds as it changes. */
export async function serveSource(): Promise<Express> {
  const app = plainApp({isDev: true});
  const {createServer} = await import("vite");
  const vite = await createServer({server: {middlewareMode: true}});
  app.use(vite.middlewares);
  const build = async () => {
    const loaded = (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild & Record<string, unknown>;
    app.locals.routeOf = routePatterns(loaded.routes);
    return loaded;
  };
  app.all("*", handled(createRequestHandler({build, getLoadContext: loadContext()})));
  app.use(answerDefects());
  return app;
}

/** The handler passes errors on by itself, so its promise needs no await. */
function handled(handler: RequestHandler): express.RequestHandler {
  return (...request) => void handler(...request);
}

function plainApp({isDev}: {isDev: boolean}): Express {
  const app = express();
  app.disable("x-powered-by");
  // A reverse proxy on this machine may name the client and the protocol; no other sender's headers are trusted.
  app.set("trust proxy", "loopback");
  app.use(requestLog(), unansweredRequests(), drainUnreadBodies(), ...securityHeaders({isDev}), plainRequestsOnly());
  // Prometheus in another container knows this server by a name of its own.
  app.use(metrics(), knownHostsOnly(), readiness(), plainAddressesOnly(), ownOriginOnly());
  app.use(signInRateLimit(), feedRateLimit(), remoteRateLimit(), capitalCodes(), oneBuildPerRequest());
  return app;
}
