import {existsSync} from "node:fs";
import {Router} from "express";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {openLedger} from "#pipelines/ledger/ledger.ts";
import {readWarehouseStanding} from "#pipelines/rebuild/warehouse-standing.ts";
import {hasMetricsToken, isFromThisMachine} from "./operators-only.ts";
import {refuse} from "./refuse.ts";

const REASONS = {
  "no-ledger": "台账打不开，请看运行日志；需要时从备份恢复。",
  missing: "还没有数据仓库，请运行 npm run rebuild。",
  outdated: "数据仓库是旧口径的，请运行 npm run rebuild 或重新启动。"
};

/** `/readyz` tells a program of the operator whether pages can be answered, and if not, why. */
export function readiness(): Router {
  const router = Router();
  router.get("/readyz", (request, response, next) => {
    if (!isFromThisMachine(request) && !hasMetricsToken(request))
      return refuse(response, 403, "forbidden", "只有本机的程序，或带有 METRICS_TOKEN 的程序，可以看。");
    readReason()
      .then((reason) =>
        reason
          ? response.status(503).json({status: "not-ready", reason, message: REASONS[reason]})
          : response.json({status: "ready"})
      )
      .catch(next);
  });
  return router;
}

/** Why the server is not ready; undefined if it is. */
async function readReason(): Promise<keyof typeof REASONS | undefined> {
  const dir = dataDirFromEnvironment();
  // Opening would create it.
  if (!existsSync(dir.ledger)) return "no-ledger";
  try {
    const ledger = await openLedger(dir.ledger);
    try {
      const standing = await readWarehouseStanding(dir, ledger);
      return standing === "current" ? undefined : standing;
    } finally {
      await ledger.close();
    }
  } catch (error) {
    console.error(error);
    return "no-ledger";
  }
}
