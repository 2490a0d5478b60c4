import {statSync} from "node:fs";
import {type RequestHandler, Router} from "express";
import {collectDefaultMetrics, Counter, Gauge, Histogram, register} from "prom-client";
import {readLastRun} from "#pipelines/backup/last-runs.ts";
import {newestBackupAt} from "#pipelines/backup/make-backup.ts";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {bytesIn} from "#pipelines/host/bytes-in.ts";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {listen} from "#pipelines/host/happenings.ts";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import {now} from "#pipelines/time/clock.ts";
import {observed} from "./observed.ts";
import {hasMetricsToken} from "./operators-only.ts";
import {refuse} from "./refuse.ts";

/** Every label is one of a closed list: patterns of addresses, datasets, words of ours. */
const requests = new Histogram({
  name: "union_plan_request_seconds",
  help: "Requests by pattern of the address",
  labelNames: ["method", "route", "status"],
  buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]
});
const builds = new Histogram({
  name: "union_plan_build_seconds",
  help: "Builds of the warehouse by this process",
  buckets: [0.3, 1, 3, 10, 30, 100]
});
const submissions = new Counter({
  name: "union_plan_submissions_total",
  help: "Files and zero reports by what came of them",
  labelNames: ["dataset", "outcome"]
});
const refusedSignIns = new Counter({
  name: "union_plan_refused_sign_ins_total",
  help: "Sign-ins that were refused",
  labelNames: ["by", "outcome"]
});
const defects = new Counter({name: "union_plan_defects_total", help: "Defects in the log"});

new Gauge({
  name: "union_plan_checks",
  help: "Checks of files under way",
  labelNames: ["state"],
  collect() {
    this.set({state: "running"}, observed.checks.running);
    this.set({state: "waiting"}, observed.checks.waiting);
  }
});
new Gauge({
  name: "union_plan_build_revision",
  help: "State of the ledger that the served numbers were built from",
  collect() {
    this.set(newestBuild(dataDirFromEnvironment())?.revision ?? 0);
  }
});
new Gauge({
  name: "union_plan_build_age_seconds",
  help: "Age of the served numbers",
  collect() {
    const build = newestBuild(dataDirFromEnvironment());
    if (build) this.set((Date.parse(now()) - statSync(build.path).mtimeMs) / 1000);
  }
});
new Gauge({
  name: "union_plan_bytes",
  help: "Bytes on the disk",
  labelNames: ["what"],
  collect() {
    const dir = dataDirFromEnvironment();
    for (const what of ["ledger", "submissions", "evidence", "warehouse", "frozen"] as const)
      this.set({what}, bytesIn(dir[what]));
    this.set({what: "all"}, bytesIn(dir.root));
  }
});
new Gauge({
  name: "union_plan_backup_age_seconds",
  help: "Age of the newest whole backup in BACKUP_DIR",
  collect() {
    const {BACKUP_DIR} = readEnvironment();
    setOrLeaveOut(this, BACKUP_DIR === undefined ? undefined : ageOf(newestBackupAt(BACKUP_DIR)));
  }
});
new Gauge({
  name: "union_plan_restore_drill_success",
  help: "1 if the last restore drill gave the numbers of the backup, 0 if not",
  collect() {
    const last = readLastRun(dataDirFromEnvironment(), "drill");
    setOrLeaveOut(this, last && Number(last.isGood));
  }
});
new Gauge({
  name: "union_plan_restore_drill_age_seconds",
  help: "Age of the last restore drill",
  collect() {
    setOrLeaveOut(this, ageOf(readLastRun(dataDirFromEnvironment(), "drill")?.at));
  }
});
collectDefaultMetrics({prefix: "union_plan_"});

/** A gauge that nobody sets says 0, and a backup of no age would be the best of all. */
function setOrLeaveOut(gauge: Gauge, value: number | undefined): void {
  if (value === undefined) gauge.remove();
  else gauge.set(value);
}

const ageOf = (moment: string | undefined) =>
  moment === undefined ? undefined : (Date.parse(now()) - Date.parse(moment)) / 1000;

/** Counts one answered request. */
export function countRequest({method, route, status, ms}: {method: string; route: string; status: number; ms: number}) {
  requests.observe({method, route, status: `${Math.floor(status / 100)}xx`}, ms / 1000);
}

export function countWhatHappens(): void {
  listen("build", ({ms}) => builds.observe(ms / 1000));
  listen("submission", (facts) => submissions.inc(facts));
  listen("sign-in-refused", (facts) => refusedSignIns.inc(facts));
  listen("defect", () => defects.inc());
}

/** `/metrics` for Prometheus: only with the operator's token, for a proxy may make anybody look like this machine. */
export function metrics(): RequestHandler {
  const router = Router();
  router.get("/metrics", (request, response, next) => {
    if (!hasMetricsToken(request))
      return refuse(response, 403, "forbidden", "只有带有 METRICS_TOKEN 的程序可以看；没有设置它时不开放。");
    register
      .metrics()
      .then((text) => response.type(register.contentType).send(text))
      .catch(next);
  });
  return router;
}
