import {createHash} from "node:crypto";
import {readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {buildCoverage, coverageRecipe} from "#pipelines/completeness/coverage.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {buildModels, LAYERS, readModels} from "#pipelines/models/models.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {HIDING, hideSmallCells} from "#pipelines/privacy/hide-small-cells.ts";
import {dayReached} from "#pipelines/privacy/quarter-ends.ts";
import {sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";
import {sensitiveDatasets} from "#pipelines/contracts/sensitive.ts";
import {finishRemovals} from "#pipelines/removals/removal-run.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import {readSealProblem} from "#pipelines/sealed/sealed-files.ts";
import {openRows} from "#pipelines/sealed/sealed-rows.ts";
import {acceptedRowsOf, rowsPathOf} from "#pipelines/accepted/accepted-rows.ts";
import {countedSql, NAMED_PEOPLE} from "#pipelines/accepted/counted.ts";
import {CONTRADICTIONS, withholdContradictions} from "./contradictions.ts";
import {loadPlans} from "./raw.ts";
import {buildReturnedReports, RETURNED} from "./returned-reports.ts";
import {buildWaitingRows, WAITING} from "./waiting-rows.ts";
import {rawDescription} from "#pipelines/models/row-days.ts";
import {
  isInForce,
  readRevision,
  readSubmissions,
  type Submission,
  type SubmissionWithVerdict
} from "#pipelines/ledger/submission-entries.ts";
import {readReturns} from "#pipelines/ledger/verdict-history.ts";
import {addBuild} from "#pipelines/ledger/builds.ts";

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

/** Builds the warehouse beside the old one and then renames it into place. */
export async function rebuildWarehouse(
  dir: DataDir,
  ledger: Ledger,
  {isForced = false, now}: RebuildOptions
): Promise<RebuildResult> {
  const lastFinished = newestBuild(dir)?.build_id ?? 0;
  const wanted = await readRevision(ledger);
  return exclusively(dir.locks, async () => {
    await finishRemovals(dir, ledger);
    const expected = await readSealProblem(dir, ledger);
    const recipe = recipeOf({isWhole: !expected});
    const newest = newestBuild(dir);
    const isShared = newest !== undefined && newest.revision >= wanted && newest.recipe === recipe;
    if (isShared && (!isForced || newest.build_id > lastFinished)) return {...newest, problem: expected};
    // One state of the ledger, and the build's number.
    const {build_id, revision, submissions, returns} = await ledger.transaction(async (tx) => ({
      build_id: await addBuild(tx, now),
      revision: await readRevision(tx),
      submissions: await readSubmissions(tx),
      returns: await readReturns(tx, "progress")
    }));
    return withScratch(dir, `build-${build_id}`, async ({db, folder, connect}) => {
      const beside = join(folder, "warehouse.duckdb");
      await db.run(`attach ${literal(beside)} as built`);
      await db.run("create schema built.marts");
      await db.run("create schema built.kpis");
      const other = await connect();
      for (const each of [db, other]) await each.run("set search_path = 'memory.main,built.marts,built.kpis'");
      const problem = expected ?? (await openOrSay(db, dir, submissions));
      // Some sensitive files alone would give wrong numbers, so without all of them there are none.
      const leftOut = problem ? sensitiveDatasets() : [];
      const isIn = ({dataset}: Submission) => !leftOut.includes(dataset);
      await loadRaw(
        db,
        dir,
        submissions.filter((each) => isInForce(each) && isIn(each))
      );
      await buildModels(db, {catalog: "built", apart: sensitiveKpiCodes(), others: [other]});
      await withholdContradictions(db, {catalog: "built"});
      await hideSmallCells(db, {catalog: "built", reachedOn: dayReached(submissions.filter(isIn))});
      await buildCoverage(db, {
        catalog: "built",
        others: [other],
        submissions: submissions.filter((each) => each.verdict !== "withdraw" && isIn(each)),
        rowsOf: (submission) => acceptedRowsOf(dir, submission)
      });
      await buildWaitingRows(db, {
        catalog: "built",
        rowsOf: (dataset) =>
          submissions
            .filter((each) => each.dataset === dataset && each.kind === "file" && isInForce(each) && isIn(each))
            .map((each) => acceptedRowsOf(dir, each))
      });
      await buildReturnedReports(db, {
        catalog: "built",
        returned: returns.map(({submission_id, given_at}) => ({
          submission_id,
          returned_at: given_at,
          rows_path: rowsPathOf(dir, submission_id)
        }))
      });
      other.closeSync();
      await db.run(
        "create table built.marts.left_out as select unnest(from_json($datasets, '[\"varchar\"]')) as dataset",
        {datasets: JSON.stringify(leftOut)}
      );
      await db.run(
        "create table built.marts.build as select $build_id::integer as build_id, $revision::integer as revision, $now as built_at",
        {build_id, revision, now}
      );
      await db.run("set search_path = 'memory.main'");
      await db.run("detach built");
      const made = recipeOf({isWhole: !problem});
      const path = join(dir.warehouse, `${String(build_id).padStart(8, "0")}-${revision}-${made}.duckdb`);
      renameSync(beside, path);
      removeOldBuilds(dir);
      return {build_id, revision, recipe: made, path, problem};
    });
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

/**
 * Creates `raw` as views over the accepted files: nothing is copied, and no person's row reaches the warehouse file.
 */
async function loadRaw(db: DuckDBConnection, dir: DataDir, submissions: SubmissionWithVerdict[]): Promise<void> {
  await db.run("create schema raw");
  // A zero report has no rows, so it has no file to open.
  const inForce = submissions.filter(({kind}) => kind === "file");
  for (const contract of readContracts().values()) {
    const accepted = inForce
      .filter(({dataset}) => dataset === contract.name)
      .map((submission) => acceptedRowsOf(dir, submission));
    await db.run(`create view raw.${contract.name} as ${countedSql(contract, accepted)}`);
    if (contract.name === "members")
      await db.run(`create table ${NAMED_PEOPLE} as select distinct person_id from raw.members`);
  }
  await db.run(
    `create table raw.submissions as
    select submission.* from (select unnest(from_json($submissions, '[{"submission_id": "varchar", "dataset": "varchar",
      "unit_code": "varchar", "as_of": "date", "sent_order": "integer", "sent_at": "timestamp", "is_approved": "boolean"}]')) as submission)`,
    {
      submissions: JSON.stringify(
        inForce.map(({verdict, ...submission}) => ({...submission, is_approved: verdict === "approve"}))
      )
    }
  );
  await loadPlans(db);
}

/** Opens the sealed files, or returns the problem: the other numbers are built nevertheless. */
async function openOrSay(
  db: DuckDBConnection,
  dir: DataDir,
  submissions: Submission[]
): Promise<SealError | undefined> {
  try {
    await openRows(db, dir, submissions);
    return undefined;
  } catch (error) {
    if (error instanceof SealError) return error;
    throw error;
  }
}

/** A build without the sealed files has another recipe, so it is rebuilt once the key is available. */
function recipeOf({isWhole}: {isWhole: boolean}): string {
  return createHash("sha256").update(`${wholeRecipe()} ${isWhole}`).digest("hex").slice(0, 12);
}

let recipe: {plans: Plan[]; hash: string} | undefined;

function wholeRecipe(): string {
  const plans = readPlans();
  // The office may have uploaded a plan since.
  if (recipe?.plans !== plans) {
    const hash = createHash("sha256");
    for (const layer of LAYERS) for (const {path, sql} of readModels(layer)) hash.update(path).update(sql);
    for (const sql of rawDescription()) hash.update(sql);
    hash.update(coverageRecipe());
    hash.update(HIDING);
    hash.update(WAITING);
    hash.update(CONTRADICTIONS);
    hash.update(RETURNED);
    hash.update(JSON.stringify([...readContracts().values()]));
    hash.update(JSON.stringify(plans));
    recipe = {plans, hash: hash.digest("hex")};
  }
  return recipe.hash;
}
