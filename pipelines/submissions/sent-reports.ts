import {openKeptRows} from "#pipelines/accepted/kept-rows.ts";
import {day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {isInForce, readSubmissions, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {readReturnReasons} from "#pipelines/ledger/verdict-history.ts";
import type {UnitReport} from "#pipelines/numbers/unit-reports.ts";

/** A report on a deliverable that the office returned, with its reason. */
export interface ReturnedReport extends Omit<
  UnitReport,
  "status_before" | "percent_before" | "is_approved" | "is_last"
> {
  sent_order: number;
  reason: string;
}

interface OwnReports {
  /** The name of the scratch database. */
  name: string;
  /** Null for the office. */
  unit_code: string | null;
  year: number;
}

/** Reads what was returned to a sender and is not reported again since, the newest first. */
export async function readReturnedReports(
  dir: DataDir,
  ledger: Ledger,
  {name, unit_code, year}: OwnReports
): Promise<ReturnedReport[]> {
  const own = (await readSubmissions(ledger)).filter(
    (each) => isFileOfReports(each) && each.unit_code === unit_code && each.as_of.startsWith(String(year))
  );
  const first = own.find(({verdict}) => verdict === "return");
  if (!first) return [];
  const reasons = await readReturnReasons(ledger);
  const sent = own.filter((each) => each.sent_order >= first.sent_order && each.verdict !== "withdraw");
  const found = await withScratch(dir, name, async ({db}) => {
    const all: (ReturnedReport & {isInForce: boolean})[] = [];
    for (const submission of sent) {
      const {submission_id, sent_order} = submission;
      const kept = await openKeptRows(db, dir, submission);
      const reason = reasons.get(submission_id) ?? "";
      for (const each of await rows(db, REPORT, reportSql(kept)))
        all.push({submission_id, sent_order, ...each, reason, isInForce: isInForce(submission)});
    }
    return all;
  });
  const newest = new Map(found.map((each) => [keyOf(each), each]));
  return [...newest.values()]
    .filter((each) => !each.isInForce)
    .toSorted((a, b) => b.sent_order - a.sent_order)
    .map(({isInForce: _, ...returned}) => returned);
}

const isFileOfReports = ({dataset, kind}: SubmissionWithVerdict) => dataset === "progress" && kind === "file";

const keyOf = ({deliverable_code, unit_code}: ReturnedReport) => `${deliverable_code} ${unit_code}`;

const REPORT = {
  deliverable_code: text,
  unit_code: text,
  report_month: day,
  planned_finish_on: orNull(day),
  status: text,
  percent_done: integer,
  finished_on: orNull(day),
  evidence_link: orNull(text),
  problem_note: orNull(text)
};

/** A file need not have had the columns that may be missing. */
function reportSql({sql, columns}: {sql: string; columns: string[]}): string {
  const maybe = (column: string, type: string, as = column) =>
    `${columns.includes(column) ? `${column}::${type}` : `null::${type}`} as ${as}`;
  return `select deliverable_code, unit_code, report_month::date as report_month, status,
    percent_done::integer as percent_done, ${maybe("planned_finish_date", "date", "planned_finish_on")},
    ${maybe("actual_finish_date", "date", "finished_on")}, ${maybe("evidence_link", "varchar")},
    ${maybe("problem_note", "varchar")}
  from ${sql} order by row_at`;
}

/** Reads the 工号 that an account last reported under; undefined if it never did. */
export async function readLastReporter(
  dir: DataDir,
  ledger: Ledger,
  {name, account}: {name: string; account: string}
): Promise<string | undefined> {
  const sent = (await readSubmissions(ledger)).filter((each) => isFileOfReports(each) && each.sent_by === account);
  const last = sent.at(-1);
  if (!last) return undefined;
  return withScratch(dir, name, async ({db}) => {
    const {sql} = await openKeptRows(db, dir, last);
    const found = await rows(
      db,
      {person: text},
      `select reporter_person_id as person from ${sql} order by row_at desc`
    );
    return found[0]?.person;
  });
}
