import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {rowPlace} from "#pipelines/contracts/row-place.ts";
import {type AcceptedRows, acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** What one submission brought of a unit and a month; names nobody. */
export interface Coverage {
  dataset: string;
  /** Null where no unit is named: the office's own lists. */
  unit_code: string | null;
  /** First day; null where the row has no day. */
  month: string | null;
  submission_id: string;
  /** Rows it sent, replaced later or not: they make it a report. Of sensitive records 1, however many, and no cells. */
  sent_count: number;
  /** Its rows that stand now; none where it was returned. */
  row_count: number;
  required_filled: number;
  required_cells: number;
  optional_filled: number;
  optional_cells: number;
}

interface BuildCoverage {
  /** What is kept goes to this attached database. */
  catalog: string;
  /** More connections to the same database; datasets do not wait for one another. */
  others: DuckDBConnection[];
  /** Every submission that was not withdrawn. */
  submissions: SubmissionWithVerdict[];
  rowsOf: (submission: SubmissionWithVerdict) => AcceptedRows;
}

/** `marts.coverage` and `marts.roster_coverage`, from `raw` and `people` of a build under way. */
export async function buildCoverage(
  db: DuckDBConnection,
  {catalog, others, submissions, rowsOf}: BuildCoverage
): Promise<void> {
  await db.run(
    `create or replace table coverage_senders as
    select sender.* from (select unnest(from_json($senders, '[{"submission_id": "varchar", "dataset": "varchar", "kind": "varchar",
      "unit_code": "varchar", "as_of": "date"}]')) as sender)`,
    {senders: JSON.stringify(submissions)}
  );
  const returned = (name: string) =>
    submissions.filter(({dataset, verdict, kind}) => dataset === name && verdict === "return" && kind === "file");
  const selects = [...readContracts().values()]
    .filter(({name, report}) => report && submissions.some(({dataset, kind}) => dataset === name && kind === "file"))
    .map((contract) => coverageSql(contract, returned(contract.name).map(rowsOf)));
  await db.run(`create or replace table ${catalog}.marts.coverage as ${ZERO_REPORTS}`);
  const left = [
    ...selects.map((select) => `insert into ${catalog}.marts.coverage ${select}`),
    `create or replace table ${catalog}.marts.roster_coverage as ${ROSTER_COVERAGE}`
  ];
  await Promise.all(
    [db, ...others].map(async (connection) => {
      for (let sql = left.shift(); sql !== undefined; sql = left.shift()) await connection.run(sql);
    })
  );
  await db.run("drop table coverage_senders");
}

/** Tells builds of another way to count apart. */
export function coverageRecipe(): string {
  const owed = [...readContracts().values()].filter(({report}) => report);
  return [ZERO_REPORTS, ROSTER_COVERAGE, ...owed.map((contract) => coverageSql(contract, []))].join("\n");
}

function coverageSql(contract: Contract, returned: AcceptedRows[]): string {
  const place = rowPlace(contract, {
    rows: "counted",
    newest: (dataset) => `(${newestSql(readContracts().get(dataset)!, `raw.${dataset}`)})`
  });
  const isStanding = contract.mode === "snapshot" ? "true" : "is_newest";
  const filled = (isRequired: boolean) => {
    const fields = contract.fields.filter(({constraints}) => Boolean(constraints?.required) === isRequired);
    const counts = fields.map(({name}) => `count(${name}) filter (where ${isStanding})`);
    return {cells: fields.length, count: counts.join(" + ") || "0"};
  };
  const [required, optional] = [filled(true), filled(false)];
  const sent =
    returned.length > 0
      ? `(select * from raw.${contract.name} union all by name
          select * replace (false as is_newest) from (${acceptedSql(contract, returned)}))`
      : `raw.${contract.name}`;
  // Of sensitive records it is told that there are some, not how many: a unit's month may be one person's.
  const told = (count: string) => (isSensitive(contract) ? `sign(${count})` : count);
  const cells = (count: string) => (isSensitive(contract) ? "0" : count);
  // Counted by the columns that place a row before anything is joined: few groups, however many rows.
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

/** A report of its month like any other, without rows. */
const ZERO_REPORTS = `select dataset, unit_code, date_trunc('month', as_of)::date as month, submission_id,
    0 as sent_count, 0 as row_count, 0 as required_filled, 0 as required_cells, 0 as optional_filled, 0 as optional_cells
  from coverage_senders where kind = 'zero'`;

/** Of the people on post at a month's end, those who came to anything in the year so far. */
const ROSTER_COVERAGE = `with seen as (
    select person_id, started_year as year, min(started_month) as first_month from people.attendance group by all
  )
  select rosters.unit_code, rosters.month,
    (count(*) filter (where seen.first_month <= rosters.month))::integer as covered,
    count(*)::integer as people
  from people.rosters left join seen using (person_id, year)
  where rosters.is_on_post
  group by all`;
