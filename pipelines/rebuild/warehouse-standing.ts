import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {newestBuild} from "./rebuild.ts";
import {recipeOf} from "./recipe.ts";

/** Whether there is a build, and whether it was made with the present models, contracts and plans. */
export async function readWarehouseStanding(dir: DataDir, ledger: Ledger): Promise<"missing" | "outdated" | "current"> {
  const newest = newestBuild(dir);
  if (!newest) return "missing";
  const closings = await readClosings(ledger);
  // One that lacks the sealed files is still the best there can be without their key.
  const isCurrent = [true, false].some((isWhole) => recipeOf(dir, {isWhole, closings}) === newest.recipe);
  return isCurrent ? "current" : "outdated";
}
