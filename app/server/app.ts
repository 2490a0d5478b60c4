import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {createRequestHandler, type GetLoadContextFunction} from "@remix-run/express";
import express, {type Express} from "express";
import {knownHostsOnly} from "./known-hosts.ts";
import {securityHeaders} from "./security-headers.ts";

const getLoadContext: GetLoadContextFunction = (request, response) => ({
  cspNonce: response.locals.cspNonce,
  address: request.ip
});

/** The web server over a finished build, at `folder`. */
export async function serveBuild(folder: string): Promise<Express> {
  const app = plainApp();
  app.use("/assets", express.static(join(folder, "client", "assets"), {immutable: true, maxAge: "1y"}));
  app.use(express.static(join(folder, "client"), {maxAge: "1h"}));
  app.use(securityHeaders({isDev: false}));
  app.all(
    "*",
    createRequestHandler({build: await import(pathToFileURL(join(folder, "server", "index.js")).href), getLoadContext})
  );
  return app;
}

/** The web server over the source, rebuilt as it changes. */
export async function serveSource(): Promise<Express> {
  const app = plainApp();
  const {createServer} = await import("vite");
  const vite = await createServer({server: {middlewareMode: true}});
  app.use(vite.middlewares);
  app.use(securityHeaders({isDev: true}));
  app.all(
    "*",
    createRequestHandler({build: () => vite.ssrLoadModule("virtual:remix/server-build") as never, getLoadContext})
  );
  return app;
}

function plainApp(): Express {
  const app = express();
  app.disable("x-powered-by");
  // A proxy on this machine says for whom it asks, and by which protocol; nobody else is believed.
  app.set("trust proxy", "loopback");
  app.use(knownHostsOnly());
  return app;
}
