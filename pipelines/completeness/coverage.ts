import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {rowPlace} from "#pipelines/contracts/row-place.ts";
import {type AcceptedRows, acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {waitingSql} from "#pipelines/accepted/counted.ts";
import type {Part} from "#pipelines/models/part.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** What one submission contains of a unit and a month; it names no person. */
export interface Coverage {
  dataset: string;
  /** Null where no unit is named, as in the office's own lists. */
  unit_code: string | null;
  /** First day of the month; null where the row has no day. */
  month: string | null;
  submission_id: string;
  /**
   * Rows that were sent, replaced later or not: they make it a report. For sensitive datasets always 1, and no cells.
   */
  sent_count: number;
  /** Its rows that are current now; none if it was returned. */
  row_count: number;
  required_filled: number;
  required_cells: number;
  optional_filled: number;
  optional_cells: number;
}

interface CoverageSource {
  /** All submissions that were not withdrawn. */
  submissions: readonly SubmissionWithVerdict[];
  rowsOf: (submission: SubmissionWithVerdict) => AcceptedRows;
}

/** The rows of `marts.coverage` that files of one dataset make. */
export interface CoveragePart extends Part {
  dataset: string;
  select: string;
}

/** Returns the parts of `marts.coverage` besides the zero reports, each a dataset with files. */
export function coverageParts({submissions, rowsOf}: CoverageSource): CoveragePart[] {
  const files = submissions.filter(({kind}) => kind === "file");
  return [...readContracts().values()].flatMap((contract) => {
    const own = files.filter(({dataset}) => dataset === contract.name);
    if (!contract.report || own.length === 0) return [];
    const returned = own.filter(({verdict}) => verdict === "return").map(rowsOf);
    const waiting = waitingSql(contract, own.filter(({verdict}) => verdict !== "return").map(rowsOf));
    const select = coverageSql(contract, [
      ...(returned.length > 0 ? [acceptedSql(contract, returned)] : []),
      ...(waiting === undefined ? [] : [`select *, false as is_newest from (${waiting})`])
    ]);
    const senders = own.map(({submission_id, unit_code}) => [submission_id, unit_code]);
    return [{name: `coverage of ${contract.name}`, dataset: contract.name, select, sql: [select], given: senders}];
  });
}

interface BuildCoverage {
  /** The attached database that receives the table. */
  catalog: string;
  /** More connections to the same database, so that datasets are counted in parallel. */
  others: DuckDBConnection[];
  submissions: readonly SubmissionWithVerdict[];
  parts: CoveragePart[];
}

/** Builds `marts.coverage` with the zero reports and these parts, from `raw` of the running build. */
export async function buildCoverage(
  db: DuckDBConnection,
  {catalog, others, submissions, parts}: BuildCoverage
): Promise<void> {
  await db.run(
    `create or replace table coverage_senders as
    select sender.* from (select unnest(from_json($senders, '[{"submission_id": "varchar", "dataset": "varchar", "kind": "varchar",
      "unit_code": "varchar", "as_of": "date"}]')) as sender)`,
    {senders: JSON.stringify(submissions)}
  );
  await db.run(`create or replace table ${catalog}.marts.coverage as ${ZERO_REPORTS}`);
  const left = [...parts];
  await Promise.all(
    [db, ...others].map(async (connection) => {
      for (let part = left.shift(); part; part = left.shift())
        await connection.run(`insert into ${catalog}.marts.coverage ${part.select}`);
    })
  );
  await db.run("drop table coverage_senders");
}

/** The part of the build's recipe that changes when reports are counted differently. */
export function coverageRecipe(): string {
  const owed = [...readContracts().values()].filter(({report}) => report);
  return [ZERO_REPORTS, ROSTER_COVERAGE, ...owed.map((contract) => coverageSql(contract, []))].join("\n");
}

/** `uncounted`: rows that make a report but no number: those of returned files, and those that wait for a roster. */
function coverageSql(contract: Contract, uncounted: string[]): string {
  const place = rowPlace(contract, {
    rows: "counted",
    newest: (dataset) => `(${newestSql(readContracts().get(dataset)!, `raw.${dataset}`)})`
  });
  // Rows that count are current if they are the newest; uncounted rows are never current.
  const isStanding = "is_newest";
  const filled = (isRequired: boolean) => {
    const fields = contract.fields.filter(({constraints}) => Boolean(constraints?.required) === isRequired);
    const counts = fields.map(({name}) => `count(${name}) filter (where ${isStanding})`);
    return {cells: fields.length, count: counts.join(" + ") || "0"};
  };
  const [required, optional] = [filled(true), filled(false)];
  const parts = uncounted.map((rows) => `union all by name select * replace (false as is_newest) from (${rows})`);
  const sent = parts.length > 0 ? `(select * from raw.${contract.name} ${parts.join(" ")})` : `raw.${contract.name}`;
  // Of sensitive records only the existence is counted, because a unit's month may be one person's.
  const told = (count: string) => (isSensitive(contract) ? `sign(${count})` : count);
  const cells = (count: string) => (isSensitive(contract) ? "0" : count);
  // Rows are grouped by the columns that place them before any join, because the groups are few.
  return `select '${contract.name}' as dataset,
      coalesce(any_value(coverage_senders.unit_code), ${place.unit}) as unit_code,
      ${place.month} as month,
      counted.submission_id,
      ${told("sum(sent_count)")}::integer as sent_count,
      ${told("sum(row_count)")}::integer as row_count,
      ${cells("sum(required_filled)")}::integer as required_filled,
      ${cells(`(sum(row_count) * ${required.cells})`)}::integer as required_cells,
      ${cells("sum(optional_filled)")}::integer as optional_filled,
      ${cells(`(sum(row_count) * ${optional.cells})`)}::integer as optional_cells
    from (
      select ${["submission_id", ...place.columns].join(", ")}, count(*) as sent_count,
        count(*) filter (where ${isStanding}) as row_count, ${required.count} as required_filled, ${optional.count} as optional_filled
      from ${sent} group by all
    ) as counted
    ${place.joins}
    inner join coverage_senders on coverage_senders.submission_id = counted.submission_id
    group by counted.submission_id, ${place.unit}, 3`;
}

/** A zero report is a report of its month without rows. */
const ZERO_REPORTS = `select dataset, unit_code, date_trunc('month', as_of)::date as month, submission_id,
    0 as sent_count, 0 as row_count, 0 as required_filled, 0 as required_cells, 0 as optional_filled, 0 as optional_cells
  from coverage_senders where kind = 'zero'`;

/** The select of `marts.roster_coverage`: of the people on post at a month's end, those who took part in anything in the year so far. */
export const ROSTER_COVERAGE = `select rosters.unit_code, rosters.month,
    (count(*) filter (where seen.started_month <= rosters.month))::integer as covered,
    count(*)::integer as people
  from people.rosters left join people.first_attended(true) as seen using (person_id, year)
  where rosters.is_on_post
  group by all`;
