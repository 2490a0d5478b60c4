import type {Express} from "express";
import {linkAddress, makeFirstLink} from "#pipelines/accounts/links.ts";
import {now} from "#pipelines/time/clock.ts";
import {EnvironmentError, readEnvironment} from "#pipelines/environment/environment.ts";
import {clockProblem} from "#pipelines/doctor/ledger-health.ts";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {holdServerLock, ServerRunningError} from "#pipelines/host/server-lock.ts";
import {readLastMoment} from "#pipelines/ledger/last-moment.ts";
import {LedgerError} from "#pipelines/ledger/ledger-error.ts";
import {PlanError} from "#pipelines/plan/plan-files.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {LEFT_OUT, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openSealedStore, openStore} from "#pipelines/store/store.ts";
import {serveBuild, serveSource} from "./app.ts";
import {startBackupTimer} from "./backup-timer.ts";
import {buildFolder, buildIfStale} from "./built-app.ts";
import {finish} from "./finish.ts";
import {logTheConsole, logWhatHappens} from "./log.ts";
import {countWhatHappens} from "./metrics.ts";
import {observe} from "./observed.ts";
import {startSupervisionTimer} from "./supervision-timer.ts";

async function main(): Promise<void> {
  // A wrong variable or a broken plan stops the start, before anybody can read a number.
  readEnvironment();
  readPlans();
  for (const begin of [observe, logWhatHappens, countWhatHappens]) begin();
  holdServerLock(dataDirFromEnvironment());
  await prepareNumbers();
  if (process.argv.includes("--dev")) return listen(await serveSource());
  buildIfStale();
  listen(await serveBuild(buildFolder));
}

/**
 * On a first start, and after an upgrade of models, contracts or a plan, the warehouse is built before the server
 * listens.
 */
async function prepareNumbers(): Promise<void> {
  const store = await openSealedStore(dataDirFromEnvironment());
  try {
    const clock = clockProblem(await readLastMoment(store.ledger), now());
    if (clock !== undefined) console.error(`${clock}。请校准系统时钟。`);
    const {problem, damaged} = await rebuildWarehouse(store.dir, store.ledger, {now: now()});
    if (damaged) console.error(`数据仓库文件 ${damaged} 损坏，已从台账和报送重建，数字与原来相同。`);
    if (problem) console.log(`${problem.message}${LEFT_OUT}`);
  } finally {
    await store.ledger.close();
  }
}

function listen(app: Express): void {
  const {HOST: host, PORT: port, PUBLIC_URL, BACKUP_DIR, UNION_PLAN_TODAY} = readEnvironment();
  const server = app.listen(port, host);
  // A large file needs time on a slow line; a client that never sends its headers would only block a connection.
  server.requestTimeout = 15 * 60_000;
  server.headersTimeout = 20_000;
  // Longer than a proxy keeps a connection: a request on one that is just being closed would be lost.
  server.keepAliveTimeout = 75_000;
  server.on("listening", () => {
    const name = host.includes(":") ? `[${host}]` : host;
    const address = `http://${name}:${(server.address() as {port: number}).port}`;
    console.log(`工会年度计划看板：${address}/`);
    logTheConsole();
    printFirstLink(PUBLIC_URL ?? address).catch((error: unknown) => {
      console.error(stopWords(error));
      process.exit(1);
    });
    // Who looks back tells nobody anything.
    if (UNION_PLAN_TODAY === undefined)
      startSupervisionTimer(dataDirFromEnvironment(), PUBLIC_URL ?? address).catch((error: unknown) => {
        console.error(stopWords(error));
      });
    if (UNION_PLAN_TODAY === undefined && BACKUP_DIR !== undefined)
      startBackupTimer(dataDirFromEnvironment(), BACKUP_DIR).catch((error: unknown) => {
        console.error(stopWords(error));
      });
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") console.error(`端口 ${port} 已被占用，请用 PORT=另一个端口 再启动`);
    else console.error(error);
    process.exit(1);
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void finish(server).then(() => process.exit(0)));
  }
}

/** Prints the one-time link of the first administrator, the only way to sign in while there are no accounts. */
async function printFirstLink(site: string): Promise<void> {
  const {ledger} = await openStore(dataDirFromEnvironment());
  try {
    const token = await ledger.transaction((tx) => makeFirstLink(tx, now()));
    if (token === undefined) return;
    console.log("还没有账户。请用这个一次性链接（24 小时内有效）设置第一个系统管理员：");
    console.log(linkAddress(site, token));
  } finally {
    await ledger.close();
  }
}

/** A person's mistake is printed as its message; any other error as a defect with its stack. */
function stopWords(error: unknown): unknown {
  if (error instanceof PlanError) return `年度计划文件有误，已停止：${error.message}`;
  if (error instanceof EnvironmentError || error instanceof LedgerError || error instanceof ServerRunningError)
    return error.message;
  return error;
}

main().catch((error: unknown) => {
  console.error(stopWords(error));
  process.exitCode = 1;
});
