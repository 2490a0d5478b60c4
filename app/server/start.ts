import type {Server} from "node:http";
import {createRequestHandler, type GetLoadContextFunction} from "@remix-run/express";
import express, {type Express} from "express";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {PlanError} from "../../pipelines/plan/plan-files.ts";
import {readPlans} from "../../pipelines/plan/plan.ts";
import {now} from "../../pipelines/clock.ts";
import {dataDirFromEnvironment} from "../../pipelines/data-dir.ts";
import {rebuildWarehouse} from "../../pipelines/rebuild.ts";
import {openStore} from "../../pipelines/store.ts";
import {buildIfStale, clientFolder, serverModule} from "./built-app.ts";
import {securityHeaders} from "./security-headers.ts";

const isDev = process.argv.includes("--dev");

async function main(): Promise<void> {
  // A broken plan stops the start, before anybody reads a number from it.
  readPlans();
  await prepareNumbers();
  const app = express();
  app.disable("x-powered-by");
  await (isDev ? serveFromSource(app) : serveBuild(app));
  listen(app);
}

/** On a first start, and after new models, contracts or plan were put in, the numbers are made before the door opens. */
async function prepareNumbers(): Promise<void> {
  const store = openStore(dataDirFromEnvironment());
  try {
    await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  } finally {
    store.ledger.close();
  }
}

async function serveBuild(app: Express): Promise<void> {
  buildIfStale();
  app.use("/assets", express.static(join(clientFolder, "assets"), {immutable: true, maxAge: "1y"}));
  app.use(express.static(clientFolder, {maxAge: "1h"}));
  app.use(securityHeaders({isDev: false}));
  app.all("*", createRequestHandler({build: await import(pathToFileURL(serverModule).href), getLoadContext}));
}

async function serveFromSource(app: Express): Promise<void> {
  const {createServer} = await import("vite");
  const vite = await createServer({server: {middlewareMode: true}});
  app.use(vite.middlewares);
  app.use(securityHeaders({isDev: true}));
  app.all(
    "*",
    createRequestHandler({build: () => vite.ssrLoadModule("virtual:remix/server-build") as never, getLoadContext})
  );
}

const getLoadContext: GetLoadContextFunction = (_request, response) => ({cspNonce: response.locals.cspNonce});

function listen(app: Express): void {
  const host = loopbackHost(process.env.HOST || "127.0.0.1");
  const port = Number(process.env.PORT || 3000);
  const server = app.listen(port, host);
  server.on("listening", () => {
    console.log(
      `工会年度计划看板：http://${host.includes(":") ? `[${host}]` : host}:${(server.address() as {port: number}).port}/`
    );
    console.log("还没有账户功能，所以只接受本机访问。");
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") console.error(`端口 ${port} 已被占用，请用 PORT=另一个端口 再启动`);
    else console.error(error);
    process.exit(1);
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop(server));
}

/** Until there are accounts, everybody who reaches the server may read everything, so nobody but this machine may. */
function loopbackHost(host: string): string {
  if (["127.0.0.1", "::1", "localhost"].includes(host)) return host;
  console.error(`还没有账户功能，HOST=${host} 不予采用，只监听 127.0.0.1`);
  return "127.0.0.1";
}

/** Answers what is under way, then ends. */
function stop(server: Server): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
}

main().catch((error: unknown) => {
  console.error(error instanceof PlanError ? `年度计划文件有误，已停止：${error.message}` : error);
  process.exitCode = 1;
});
