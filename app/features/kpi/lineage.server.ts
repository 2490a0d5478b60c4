import {type Access, may} from "#app/server/access.server.ts";
import {firstRowsOf} from "#app/server/first-rows.server.ts";
import {readSubmissions, type SubmissionLine} from "#app/server/ledger.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {titleOf} from "#pipelines/contracts/contracts.ts";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";

/** Reads the submissions behind a KPI: how many there are per dataset and month, then each. */
export async function readLineage(access: Access, datasets: string[], year: number) {
  const all = await readSubmissions({datasets, reader: access.visitor});
  const names = new Map(
    ((await cachedByBuild("all unit names", readAllUnitNames)) ?? []).map(({unit_code, unit_name}) => [
      unit_code,
      unit_name
    ])
  );
  const {rows, count} = firstRowsOf(access.request, all);
  return {
    count,
    summary: datasets.flatMap((dataset) => summaryOf(dataset, all, year)),
    rows: rows.map((line) => ({
      ...line,
      title: titleOf(line.dataset),
      unit_name: line.unit_code === null ? "校工会" : (names.get(line.unit_code) ?? line.unit_code),
      to: addressOf(access, line)
    }))
  };
}

/** How many files of a dataset speak for each month of the year, and how many for earlier years. */
function summaryOf(dataset: string, all: SubmissionLine[], year: number) {
  const own = all.filter((line) => line.dataset === dataset);
  if (own.length === 0) return [];
  const months = Array.from({length: 12}, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
  return [
    {
      dataset,
      title: titleOf(dataset),
      count: own.length,
      unapproved: own.filter(({is_approved}) => !is_approved).length,
      months: months.map((month) => own.filter(({as_of}) => as_of.startsWith(month)).length)
    }
  ];
}

/** Where the rows of a submission stand, for who may see them. */
function addressOf({visitor}: Access, {submission_id, dataset, unit_code}: SubmissionLine): string | null {
  if (visitor.unit !== null && visitor.unit !== unit_code) return null;
  if (isOfSensitive(dataset)) return may(visitor, "sensitive-rows") ? `/submissions/${submission_id}/rows` : null;
  return may(visitor, "see-submission") ? `/submissions/${submission_id}` : null;
}

export type Lineage = Awaited<ReturnType<typeof readLineage>>;
