import {existsSync} from "node:fs";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {readRevision} from "#pipelines/ledger/submission-entries.ts";
import {isReadableWhole} from "#pipelines/rebuild/built-file.ts";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import {recipeOf} from "#pipelines/rebuild/recipe.ts";
import {readSealProblem} from "#pipelines/sealed/sealed-files.ts";
import {good, type HealthLine, notice, problem} from "./health.ts";

const WHAT = "数据仓库";
const REBUILD = "运行 npm run rebuild；它由台账和报送重建，数字不会变。";

export async function warehouseHealth(dir: DataDir, ledger: Ledger, isThorough: boolean): Promise<HealthLine> {
  const newest = existsSync(dir.warehouse) ? newestBuild(dir) : undefined;
  if (!newest) return notice(WHAT, "还没有汇总", "启动服务器，或运行 npm run rebuild。");
  if (isThorough && !(await isReadableWhole(newest.path, {isAgain: true})))
    return problem(WHAT, `${newest.path} 读不全，文件损坏`, REBUILD);
  const isWhole = !(await readSealProblem(dir, ledger));
  if (newest.recipe !== recipeOf(dir, {isWhole, closings: await readClosings(ledger)}))
    return notice(WHAT, "是按另一套口径、计划或密钥汇总的", REBUILD);
  if (newest.revision < (await readRevision(ledger)))
    return notice(WHAT, "比台账旧，可能正在汇总", `过一分钟再看；仍这样就${REBUILD}`);
  return good(WHAT, `第 ${newest.build_id} 次汇总，与台账一致`);
}
