import type {DuckDBConnection} from "@duckdb/node-api";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {type AcceptedRows, isWorthCopying} from "#pipelines/accepted/accepted.ts";
import {countedSql, mayWait, NAMED_PEOPLE} from "#pipelines/accepted/counted.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {isInForce, type Submission} from "#pipelines/ledger/submission-entries.ts";
import {PLAN_COLUMNS} from "#pipelines/plan/plan.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {loadOfficeEntries, type OfficeEntries} from "./office-entries.ts";
import type {WarehouseSource} from "./warehouse-source.ts";

/** What `raw` holds of one state of the ledger besides plans and contracts. */
export interface RawContents {
  /** Rows of `raw.submissions`. */
  submissions: readonly RawSubmission[];
  /** The accepted files of each dataset. */
  accepted: ReadonlyMap<string, AcceptedRows[]>;
  entries: OfficeEntries;
}

type RawSubmission = Pick<
  Submission,
  "submission_id" | "dataset" | "unit_code" | "as_of" | "sent_order" | "sent_at"
> & {
  is_approved: boolean;
  approved_at: string | undefined;
};

const SUBMISSION_COLUMNS = {
  submission_id: "varchar",
  dataset: "varchar",
  unit_code: "varchar",
  as_of: "date",
  sent_order: "integer",
  sent_at: "timestamp",
  is_approved: "boolean",
  approved_at: "timestamp"
} satisfies Record<keyof RawSubmission, string>;

export function rawContents(
  dir: DataDir,
  {submissions, approvals, entries}: Pick<WarehouseSource, "submissions" | "approvals" | "entries">
): RawContents {
  // A zero report has no rows, so it has no file to open.
  const files = submissions.filter((each) => isInForce(each) && each.kind === "file");
  const approvedAt = new Map(approvals.map(({submission_id, given_at}) => [submission_id, given_at]));
  return {
    submissions: files.map(({submission_id, dataset, unit_code, as_of, sent_order, sent_at, verdict}) => ({
      ...{submission_id, dataset, unit_code, as_of, sent_order, sent_at},
      is_approved: verdict === "approve",
      approved_at: verdict === "approve" ? approvedAt.get(submission_id) : undefined
    })),
    accepted: new Map(
      [...readContracts().keys()].map((name) => [
        name,
        files.filter(({dataset}) => dataset === name).map((submission) => acceptedRowsOf(dir, submission))
      ])
    ),
    entries
  };
}

/**
 * Creates `raw` over the accepted files of the datasets that are needed, in memory: no person's row reaches the warehouse
 * file. Of many rows nothing is copied.
 */
export async function loadRaw(
  db: DuckDBConnection,
  {submissions, accepted, entries}: RawContents,
  isNeeded: (table: string) => boolean
): Promise<void> {
  await db.run("create schema raw");
  const filesOf = ({name}: Contract) => accepted.get(name) ?? [];
  const needed = [...readContracts().values()].filter(({name}) => isNeeded(name));
  const add = (contract: Contract) => {
    const files = filesOf(contract);
    const kind = isWorthCopying(files) ? "table" : "view";
    return db.run(`create or replace ${kind} raw.${contract.name} as ${countedSql(contract, files)}`);
  };
  if (isNeeded("named_people") || needed.some((contract) => mayWait(contract, filesOf(contract)))) {
    await add(readContracts().get("members")!);
    await db.run(`create table ${NAMED_PEOPLE} as select distinct person_id from raw.members`);
  }
  for (const contract of needed) await add(contract);
  await db.run(
    `create table raw.submissions as
    select submission.* from (select unnest(from_json($submissions, '${JSON.stringify([SUBMISSION_COLUMNS])}')) as submission)`,
    {submissions: JSON.stringify(submissions)}
  );
  await loadOfficeEntries(db, entries);
  await loadPlans(db);
}

/** The parts of a plan that models read. */
const PARTS = ["deliverables", "kpis", "parameters", "festivals", "congress"] as const;
const TYPES: Record<string, string> = {festival_on: "date"};

/** Creates `raw.plan_years`, and a table with a column `year` for each part of the plans. */
export async function loadPlans(db: DuckDBConnection, plans = readPlans()): Promise<void> {
  await db.run("create or replace table raw.plan_years as select unnest($years::integer[]) as year", {
    years: JSON.stringify(plans.map(({year}) => year))
  });
  for (const part of PARTS) {
    const rows = plans.flatMap((plan) => plan[part].map((row) => ({year: plan.year, ...row})));
    const columns = PLAN_COLUMNS[part].map((column) => [column, TYPES[column] ?? "varchar"]);
    await db.run(
      `create or replace table raw.plan_${part} as
      select unnest(from_json($rows, '${JSON.stringify([{year: "integer", ...Object.fromEntries(columns)}])}'), max_depth := 2)`,
      {rows: JSON.stringify(rows)}
    );
  }
}
