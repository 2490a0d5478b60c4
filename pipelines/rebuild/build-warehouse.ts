import {rmSync} from "node:fs";
import {basename} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {putClosedMonths} from "#pipelines/closings/put-closed-months.ts";
import {buildCoverage} from "#pipelines/completeness/coverage.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isOfSensitive, sensitiveDatasets} from "#pipelines/contracts/sensitive.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Submission} from "#pipelines/ledger/submission-entries.ts";
import {dependenciesOf, tableOf} from "#pipelines/models/dependencies.ts";
import {buildModels, kpiCodeOf} from "#pipelines/models/models.ts";
import type {Part} from "#pipelines/models/part.ts";
import {describeRaw} from "#pipelines/models/raw-description.ts";
import {tellAssistanceSums} from "#pipelines/privacy/assistance-sums.ts";
import {hideSmallCells} from "#pipelines/privacy/hide-small-cells.ts";
import {dayReached} from "#pipelines/privacy/quarter-ends.ts";
import {sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import {openedTable, openRows} from "#pipelines/sealed/sealed-rows.ts";
import {withholdContradictions} from "./contradictions.ts";
import {keepParts, openEarlier, takeAfterModels, takeBeforeModels} from "./earlier-build.ts";
import {fingerprintsOf, partsOf} from "./parts.ts";
import {loadRaw, rawContents} from "./raw.ts";
import {definitionsHash} from "./recipe.ts";
import type {WarehouseSource} from "./warehouse-source.ts";

export interface BuildRequest {
  /** Where the warehouse file is made; nothing may be there. */
  path: string;
  now: string;
  /** 0 for a build that is not served. */
  build_id?: number;
  /** Why the sealed files cannot be opened, if that is known already. */
  problem?: SealError;
  /** A build whose parts are taken over where they are the same. */
  earlier?: string;
}

/**
 * Builds a warehouse file from one state of the ledger. Returns why it lacks the sensitive datasets, if it does.
 */
export async function buildWarehouse(
  dir: DataDir,
  source: WarehouseSource,
  request: BuildRequest
): Promise<SealError | undefined> {
  const anew = {...request, earlier: undefined};
  try {
    await buildFrom(dir, source, request.problem ? anew : request);
    return request.problem;
  } catch (error) {
    rmSync(request.path, {force: true});
    if (error instanceof SealError && !request.problem) return buildWarehouse(dir, source, {...anew, problem: error});
    // Whatever is wrong with the earlier build, one that takes nothing over owes it nothing.
    if (request.earlier !== undefined) return buildWarehouse(dir, source, anew);
    throw error;
  }
}

/** Throws a SealError if sealed files that are needed cannot be opened. */
async function buildFrom(
  dir: DataDir,
  source: WarehouseSource,
  {path, now, build_id = 0, problem, earlier}: BuildRequest
): Promise<void> {
  // Some sensitive files alone would give wrong numbers, so without all of them there are none.
  const leftOut = problem ? sensitiveDatasets() : [];
  const submissions = source.submissions.filter(({dataset}) => !leftOut.includes(dataset));
  const contents = rawContents(dir, {...source, submissions});
  const parts = partsOf(dir, {...source, submissions}, contents);
  const all = Object.values(parts).flat<Part[][]>();
  const definitions = `${definitionsHash()} ${source.last_removal} ${leftOut.join(" ")}`;
  const fingerprints = fingerprintsOf(all, definitions, contents);
  return withScratch(dir, `building-${basename(path)}`, async ({db, connect}) => {
    const taken = await openEarlier(db, earlier, fingerprints);
    // There its rows of closed months are the kept ones, and what is computed reads those of today's data.
    if (source.closings.length > 0) taken.delete("marts.units");
    for (const {name, dataset} of parts.days) if (isOfSensitive(dataset)) taken.delete(name);
    const isTaken = ({name}: Part) => taken.has(name);
    const isBuilt = ({name}: Part) => !taken.has(name);
    const sql = all.filter(isBuilt).flatMap((part) => part.sql);
    const needed = dependenciesOf(...sql);
    await openNeededRows(db, dir, {submissions, needed: needed.raw, sql});
    // Small blocks, because most tables are small.
    await db.run(`attach ${literal(path)} as built (block_size 16384, storage_version 'latest')`);
    await db.run("create schema built.marts");
    await db.run("create schema built.kpis");
    const other = await connect();
    for (const each of [db, other]) await each.run("set search_path = 'memory.main,built.marts,built.kpis'");
    await loadRaw(db, contents, (table) => needed.raw.has(table));
    const days = new Set(parts.days.filter(isBuilt).map(({dataset}) => dataset));
    await describeRaw(db, ({name}) => days.has(name));
    await takeBeforeModels(db, {
      catalog: "built",
      marts: parts.marts.filter(isTaken),
      others: [...parts.selects, ...parts.sums].filter(isTaken),
      days: parts.days.filter(isTaken)
    });
    const takenCodes = new Set(parts.kpis.filter(isTaken).flatMap(({codes}) => codes));
    await buildModels(db, {
      catalog: "built",
      apart: sensitiveKpiCodes(),
      others: [other],
      isWanted: (model) => {
        if (model.layer === "kpis") return !takenCodes.has(kpiCodeOf(model));
        return model.layer === "marts" ? !taken.has(tableOf(model)) : needed.models.has(tableOf(model));
      }
    });
    await withholdContradictions(db, {catalog: "built"});
    const published = {catalog: "built", reachedOn: dayReached(submissions)};
    await hideSmallCells(db, published);
    if (parts.sums.some(isBuilt)) await tellAssistanceSums(db, published);
    await putClosedMonths(db, dir, {catalog: "built", closings: source.closings, taken: takenCodes});
    await buildCoverage(db, {
      catalog: "built",
      others: [other],
      submissions: submissions.filter(({verdict}) => verdict !== "withdraw"),
      parts: parts.coverage.filter(isBuilt)
    });
    for (const {name, select} of parts.selects.filter(isBuilt)) await db.run(`create table built.${name} as ${select}`);
    await takeAfterModels(db, {
      catalog: "built",
      coverage: parts.coverage.filter(isTaken),
      kpis: parts.kpis.filter(isTaken)
    });
    other.closeSync();
    await keepParts(db, {catalog: "built", fingerprints});
    await db.run(
      "create table built.marts.left_out as select unnest(from_json($datasets, '[\"varchar\"]')) as dataset",
      {datasets: JSON.stringify(leftOut)}
    );
    await db.run(
      "create table built.marts.build as select $build_id::integer as build_id, $revision::integer as revision, $now as built_at",
      {build_id, revision: source.revision, now}
    );
    await db.run("set search_path = 'memory.main'");
    await db.run("detach built");
  });
}

/** Opens the sealed files of the datasets that some SQL reads. */
async function openNeededRows(
  db: DuckDBConnection,
  dir: DataDir,
  {submissions, needed, sql}: {submissions: readonly Submission[]; needed: ReadonlySet<string>; sql: string[]}
): Promise<void> {
  const names = sensitiveDatasets().filter((name) => {
    const table = openedTable(readContracts().get(name)!);
    return needed.has(name) || sql.some((text) => text.includes(table));
  });
  const own = submissions.filter(({dataset}) => names.includes(dataset));
  await openRows(db, dir, own);
}
