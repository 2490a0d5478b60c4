import {basename} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {acceptedRowsOf, rowsPathOf} from "#pipelines/accepted/accepted-rows.ts";
import {countedSql, NAMED_PEOPLE} from "#pipelines/accepted/counted.ts";
import {putClosedMonths} from "#pipelines/closings/put-closed-months.ts";
import {buildCoverage} from "#pipelines/completeness/coverage.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {sensitiveDatasets} from "#pipelines/contracts/sensitive.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {isInForce, type Submission} from "#pipelines/ledger/submission-entries.ts";
import {buildModels} from "#pipelines/models/models.ts";
import {hideSmallCells} from "#pipelines/privacy/hide-small-cells.ts";
import {dayReached} from "#pipelines/privacy/quarter-ends.ts";
import {sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import {openRows} from "#pipelines/sealed/sealed-rows.ts";
import {withholdContradictions} from "./contradictions.ts";
import {loadOfficeEntries} from "./office-entries.ts";
import {loadPlans} from "./raw.ts";
import {buildReturnedReports} from "./returned-reports.ts";
import {buildWaitingRows} from "./waiting-rows.ts";
import type {WarehouseSource} from "./warehouse-source.ts";

export interface BuildRequest {
  /** Where the warehouse file is made; nothing may be there. */
  path: string;
  now: string;
  /** 0 for a build that is not served. */
  build_id?: number;
  /** Why the sealed files cannot be opened, if that is known already. */
  problem?: SealError;
}

/**
 * Builds a warehouse file from one state of the ledger. Returns why it lacks the sensitive datasets, if it does.
 */
export async function buildWarehouse(
  dir: DataDir,
  {revision, submissions, returns, approvals, closings, entries}: WarehouseSource,
  {path, now, build_id = 0, problem: expected}: BuildRequest
): Promise<SealError | undefined> {
  return withScratch(dir, `building-${basename(path)}`, async ({db, connect}) => {
    await db.run(`attach ${literal(path)} as built`);
    await db.run("create schema built.marts");
    await db.run("create schema built.kpis");
    const other = await connect();
    for (const each of [db, other]) await each.run("set search_path = 'memory.main,built.marts,built.kpis'");
    const problem = expected ?? (await openOrSay(db, dir, submissions));
    // Some sensitive files alone would give wrong numbers, so without all of them there are none.
    const leftOut = problem ? sensitiveDatasets() : [];
    const isIn = ({dataset}: Submission) => !leftOut.includes(dataset);
    await loadRaw(db, dir, {
      submissions: submissions.filter((each) => isInForce(each) && isIn(each)),
      approvals,
      entries
    });
    await buildModels(db, {catalog: "built", apart: sensitiveKpiCodes(), others: [other]});
    await withholdContradictions(db, {catalog: "built"});
    await hideSmallCells(db, {catalog: "built", reachedOn: dayReached(submissions.filter(isIn))});
    await putClosedMonths(db, dir, {catalog: "built", closings});
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
      {
        datasets: JSON.stringify(leftOut)
      }
    );
    await db.run(
      "create table built.marts.build as select $build_id::integer as build_id, $revision::integer as revision, $now as built_at",
      {build_id, revision, now}
    );
    await db.run("set search_path = 'memory.main'");
    await db.run("detach built");
    return problem;
  });
}

/**
 * Creates `raw` as views over the accepted files: nothing is copied, and no person's row reaches the warehouse file.
 */
async function loadRaw(
  db: DuckDBConnection,
  dir: DataDir,
  {submissions, approvals, entries}: Pick<WarehouseSource, "submissions" | "approvals" | "entries">
): Promise<void> {
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
  const approvedAt = new Map(approvals.map(({submission_id, given_at}) => [submission_id, given_at]));
  await db.run(
    `create table raw.submissions as
    select submission.* from (select unnest(from_json($submissions, '[{"submission_id": "varchar", "dataset": "varchar",
      "unit_code": "varchar", "as_of": "date", "sent_order": "integer", "sent_at": "timestamp", "is_approved": "boolean",
      "approved_at": "timestamp"}]')) as submission)`,
    {
      submissions: JSON.stringify(
        inForce.map(({verdict, ...submission}) => ({
          ...submission,
          is_approved: verdict === "approve",
          approved_at: verdict === "approve" ? approvedAt.get(submission.submission_id) : undefined
        }))
      )
    }
  );
  await loadOfficeEntries(db, entries);
  await loadPlans(db);
}

/** Opens the sealed files, or returns the problem: the other numbers are built nevertheless. */
async function openOrSay(
  db: DuckDBConnection,
  dir: DataDir,
  submissions: readonly Submission[]
): Promise<SealError | undefined> {
  try {
    await openRows(db, dir, submissions);
    return undefined;
  } catch (error) {
    if (error instanceof SealError) return error;
    throw error;
  }
}
