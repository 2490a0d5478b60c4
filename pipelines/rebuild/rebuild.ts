import {readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {makeDurable, syncFolder} from "#pipelines/host/durable.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import {tell} from "#pipelines/host/happenings.ts";
import {addBuild} from "#pipelines/ledger/builds.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {readRevision} from "#pipelines/ledger/submission-entries.ts";
import {finishRemovals} from "#pipelines/removals/removal-run.ts";
import type {SealError} from "#pipelines/sealed/seal-error.ts";
import {readSealProblem} from "#pipelines/sealed/sealed-files.ts";
import {buildWarehouse} from "./build-warehouse.ts";
import {isReadableWhole, requireReadable} from "./built-file.ts";
import {recipeOf} from "./recipe.ts";
import {readWarehouseSource} from "./warehouse-source.ts";

/** One finished warehouse file. */
export interface Build {
  build_id: number;
  /** The revision of the ledger that it was made from. */
  revision: number;
  /** Identifies the models, contracts and plans that it was made with. */
  recipe: string;
  path: string;
}

export interface RebuildResult extends Build {
  /** Why the build lacks the sensitive datasets. */
  problem?: SealError;
  /** The file that could not be read any more and that this build replaces. */
  damaged?: string;
}

/** Shown beside the problem. */
export const LEFT_OUT = "这类数字暂显示为无数据，其他数字不受影响。";

export interface RebuildOptions {
  /** Build even if the newest build has this state; callers during such a build share it. */
  isForced?: boolean;
  now: string;
}

/** So many old builds stay for readers that are just opening one. */
const BUILDS_KEPT = 2;

/** Brings the numbers up to date, and tells so: what goes on from here reads them. */
export async function rebuildWarehouse(dir: DataDir, ledger: Ledger, options: RebuildOptions): Promise<RebuildResult> {
  const newest = await newestNumbers(dir, ledger, options);
  tell("rebuilt", {});
  return newest;
}

/** Builds the warehouse beside the old one, unless that has this state, and then renames it into place. */
async function newestNumbers(
  dir: DataDir,
  ledger: Ledger,
  {isForced = false, now}: RebuildOptions
): Promise<RebuildResult> {
  const lastFinished = newestBuild(dir)?.build_id ?? 0;
  const wanted = await readRevision(ledger);
  return exclusively(dir.locks, async () => {
    await finishRemovals(dir, ledger);
    const expected = await readSealProblem(dir, ledger);
    const recipe = recipeOf(dir, {isWhole: !expected, closings: await readClosings(ledger)});
    const newest = newestBuild(dir);
    const isShared = newest !== undefined && newest.revision >= wanted && newest.recipe === recipe;
    const isWanted = !isForced || (newest?.build_id ?? 0) > lastFinished;
    const isDamaged = isShared && isWanted && !(await isReadableWhole(newest.path));
    if (isShared && isWanted && !isDamaged) return {...newest, problem: expected};
    // One state of the ledger, and the build's number.
    const {build_id, source} = await ledger.transaction(async (tx) => ({
      build_id: await addBuild(tx, now),
      source: await readWarehouseSource(tx)
    }));
    const {revision, closings} = source;
    const began = performance.now();
    const folder = temporaryFolder(dir, `build-${build_id}`);
    try {
      const beside = join(folder, `${build_id}.duckdb`);
      const problem = await buildWarehouse(dir, source, {
        ...{path: beside, now, build_id, problem: expected},
        earlier: isForced ? undefined : newest?.path
      });
      const made = recipeOf(dir, {isWhole: !problem, closings});
      const path = join(dir.warehouse, `${String(build_id).padStart(8, "0")}-${revision}-${made}.duckdb`);
      await requireReadable(beside);
      await makeDurable([beside]);
      renameSync(beside, path);
      syncFolder(dir.warehouse);
      removeOldBuilds(dir);
      tell("build", {build_id, revision, ms: Math.round(performance.now() - began)});
      return {build_id, revision, recipe: made, path, problem, ...(isDamaged && {damaged: newest.path})};
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  });
}

export function newestBuild(dir: DataDir): Build | undefined {
  return readBuilds(dir).at(-1);
}

function readBuilds(dir: DataDir): Build[] {
  return readdirSync(dir.warehouse)
    .sort()
    .flatMap((name) => {
      const parts = /^(\d{8})-(\d+)-([0-9a-f]+)\.duckdb$/.exec(name);
      if (!parts) return [];
      return [
        {build_id: Number(parts[1]), revision: Number(parts[2]), recipe: parts[3]!, path: join(dir.warehouse, name)}
      ];
    });
}

function removeOldBuilds(dir: DataDir): void {
  // A reader that has the file open keeps reading it; only the name is removed.
  for (const {path} of readBuilds(dir).slice(0, -BUILDS_KEPT)) rmSync(path, {force: true});
}
