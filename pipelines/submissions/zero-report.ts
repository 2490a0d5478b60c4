import {mkdirSync, renameSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {v7 as uuidv7} from "uuid";
import {verdictByRule} from "./auto-approval.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {type Period, periodWith} from "#pipelines/completeness/periods.ts";
import {type Contract, duckdbTypeOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {makeDurable, syncFolder} from "#pipelines/host/durable.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {lockedFor, readLocks} from "./month-locks.ts";
import {rowPlace} from "#pipelines/contracts/row-place.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {openRowsBeside} from "#pipelines/sealed/sealed-rows.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {boolean, integer} from "#pipelines/duckdb/columns.ts";
import {unitSender} from "#pipelines/contracts/sender.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {
  addSubmission,
  type NewSubmission,
  NO_NEWCOMERS,
  readInForce,
  readRevision,
  type SubmissionWithVerdict
} from "#pipelines/ledger/submission-entries.ts";

export interface ZeroReport {
  dataset: string;
  unit: string;
  account: string | null;
  /** YYYY-MM; for a quarter any month of it. */
  month: string;
  today: string;
  now: string;
}

export type ZeroOutcome =
  | {outcome: "accepted"; submission_id: string}
  | {outcome: "already-reported"; submission_id: string}
  | {outcome: "refused"; message: string};

/** 零报告: records that nothing happened in a unit's period, as a submission with a typed file without rows. */
export async function reportZero(dir: DataDir, ledger: Ledger, report: ZeroReport): Promise<ZeroOutcome> {
  const {dataset, unit, month, today, now} = report;
  const contract = readContracts().get(dataset);
  if (!contract?.report || contract.mode !== "upsert" || !contract.sender.includes("unit"))
    return refused(`“${contract?.title ?? dataset}”不能零报告。`);
  const period = periodWith(contract.report.cycle, month);
  if (period.month > today.slice(0, 7)) return refused(`${monthText(period)}还没有到，不能提前零报告。`);
  const submission_id = uuidv7();
  return withScratch(dir, submission_id, async ({db, folder}) => {
    const kept = join(folder, "kept");
    mkdirSync(kept);
    const rowsPath = join(kept, "rows.parquet");
    await writeNoRows(db, contract, rowsPath);
    await makeDurable([rowsPath, kept]);
    for (;;) {
      const revision = await readRevision(ledger);
      const inForce = await readInForce(ledger);
      const earlier = inForce.find((each) => isSame(each, report, period));
      if (earlier) return {outcome: "already-reported", submission_id: earlier.submission_id};
      await openRowsBeside(db, dir, contract, inForce);
      const found = await countRows(db, dir, {contract, unit, period, inForce});
      if (!found.is_known) return refused(`没有编码为“${unit.slice(0, 20)}”的单位。`);
      if (found.count > 0)
        return refused(
          `${monthText(period)}的“${contract.title}”已有本单位${rowsText(contract, found.count)}数据，不能零报告。`
        );
      const entry = zeroEntryOf(submission_id, contract, {
        unit,
        account: report.account,
        as_of: period.last_day,
        now
      });
      const outcome = await ledger.transaction(async (tx): Promise<ZeroOutcome | undefined> => {
        if ((await readRevision(tx)) !== revision) return undefined;
        if (
          lockedFor(await readLocks(tx), {sender: unitSender(unit), dataset, months: period.months, today}).length > 0
        )
          return refused(`${monthText(period)}已锁定，不能零报告；确需补报的，请联系校工会办公室。`);
        renameSync(kept, join(dir.submissions, submission_id));
        syncFolder(dir.submissions);
        await addSubmission(tx, entry);
        await verdictByRule(tx, entry);
        return {outcome: "accepted", submission_id};
      });
      if (outcome) return outcome;
    }
  });
}

/** Not everybody who may report for a unit may see the number of sensitive records. */
const rowsText = (contract: Contract, count: number) => (isSensitive(contract) ? "的" : ` ${count} 行`);

function isSame(submission: SubmissionWithVerdict, {dataset, unit}: ZeroReport, {months}: Period): boolean {
  return (
    submission.kind === "zero" &&
    submission.dataset === dataset &&
    submission.unit_code === unit &&
    months.includes(submission.as_of.slice(0, 7))
  );
}

/** Writes the file of a zero report: every column, no row. */
export async function writeNoRows(db: DuckDBConnection, {fields}: Contract, path: string): Promise<void> {
  const columns = fields.map((field) => `null::${duckdbTypeOf(field)} as ${field.name}`);
  await db.run(`copy (select ${columns.join(", ")} where false) to ${literal(path)} (format parquet)`);
}

interface Counting {
  contract: Contract;
  unit: string;
  period: Period;
  inForce: SubmissionWithVerdict[];
}

/** Counts the unit's rows in the period, whoever sent them, and tells whether the unit exists. */
function countRows(
  db: DuckDBConnection,
  dir: DataDir,
  {contract, unit, period, inForce}: Counting
): Promise<{count: number; is_known: boolean}> {
  const sent = (dataset: string) => inForce.filter((each) => each.dataset === dataset);
  const newest = (dataset: string) => {
    const target = readContracts().get(dataset)!;
    const accepted = sent(dataset).map((each) => acceptedRowsOf(dir, each));
    return `(${newestSql(target, `(${acceptedSql(target, accepted)})`)})`;
  };
  const place = rowPlace(contract, {rows: "standing", newest});
  const own = sent(contract.name).filter(({unit_code}) => unit_code === unit);
  const isOwn = `standing.submission_id in (${own.map(({submission_id}) => literal(submission_id)).join(", ") || "''"})`;
  return row(
    db,
    {count: integer, is_known: boolean},
    `select (count(*) filter (where (${isOwn} or ${place.unit} = $unit)
        and ${place.month} between $first::date and $last::date))::integer as count,
      coalesce((select bool_or(unit_code = $unit) from ${newest("units")}), false) as is_known
    from ${newest(contract.name)} as standing ${place.joins}`,
    {unit, first: period.first_day, last: period.last_day}
  );
}

/** The ledger entry of a zero report. */
export function zeroEntryOf(
  submission_id: string,
  {name}: Contract,
  {unit, account, as_of, now}: {unit: string; account: string | null; as_of: string; now: string}
): NewSubmission {
  return {
    submission_id,
    dataset: name,
    kind: "zero",
    file_name: "零报告",
    // No bytes were sent, so they never equal another file's.
    sha256: "",
    byte_count: 0,
    unit_code: unit,
    sent_by: account,
    as_of,
    is_as_of_given: 1,
    sent_at: now,
    encoding: null,
    read_count: 0,
    added_count: 0,
    updated_count: 0,
    unchanged_count: 0,
    skipped_count: 0,
    has_replaced: 0,
    warnings: "[]",
    columns: null,
    corrected_count: 0,
    lacks: "[]",
    ...NO_NEWCOMERS
  };
}

function monthText({months, month}: Period): string {
  const year = month.slice(0, 4);
  const numbers = months.map((each) => Number(each.slice(5, 7)));
  return months.length === 1 ? `${year}年${numbers[0]}月` : `${year}年${numbers[0]}—${numbers.at(-1)}月`;
}

const refused = (message: string): ZeroOutcome => ({outcome: "refused", message});
