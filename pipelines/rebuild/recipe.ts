import {createHash} from "node:crypto";
import {CLOSED_MONTHS, readClosingProblems} from "#pipelines/closings/put-closed-months.ts";
import {coverageRecipe} from "#pipelines/completeness/coverage.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {MonthClosing} from "#pipelines/ledger/month-closings.ts";
import {LAYERS, readModels} from "#pipelines/models/models.ts";
import {rawDescription} from "#pipelines/models/raw-description.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {TOLD_SUMS} from "#pipelines/privacy/assistance-sums.ts";
import {HIDING} from "#pipelines/privacy/hide-small-cells.ts";
import {CONTRADICTIONS} from "./contradictions.ts";
import {RETURNED} from "./returned-reports.ts";
import {WAITING} from "./waiting-rows.ts";

/**
 * Identifies the models, contracts and plans of a build, and which kept files it could open: once the key of the sealed
 * files or a lost file of a closed month is back, the recipe is another one.
 */
export function recipeOf(dir: DataDir, {isWhole, closings}: {isWhole: boolean; closings: MonthClosing[]}): string {
  const lost = readClosingProblems(dir, closings).map(({month}) => month);
  const kept = lost.length === 0 ? "" : ` without ${lost.join(" ")}`;
  return createHash("sha256").update(`${definitionsHash()} ${isWhole}${kept}`).digest("hex").slice(0, 12);
}

/** 口径版本: eight hex digits that change with the models, contracts and plans. */
export const definitionsVersion = () => definitionsHash().slice(0, 8);

let recipe: {plans: Plan[]; hash: string} | undefined;

/** Changes with everything in the program that a number depends on. */
export function definitionsHash(): string {
  const plans = readPlans();
  // The office may have uploaded a plan since.
  if (recipe?.plans !== plans) {
    const hash = createHash("sha256");
    for (const layer of LAYERS) for (const {path, sql} of readModels(layer)) hash.update(path).update(sql);
    for (const sql of rawDescription()) hash.update(sql);
    hash.update(coverageRecipe());
    hash.update(HIDING);
    hash.update(TOLD_SUMS);
    hash.update(WAITING);
    hash.update(CONTRADICTIONS);
    hash.update(RETURNED);
    hash.update(CLOSED_MONTHS);
    hash.update(JSON.stringify([...readContracts().values()]));
    hash.update(JSON.stringify(plans));
    recipe = {plans, hash: hash.digest("hex")};
  }
  return recipe.hash;
}
