import type {DuckDBConnection} from "@duckdb/node-api";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {readReturnReasons} from "#pipelines/ledger/verdict-history.ts";
import {day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {Coverage} from "./coverage.ts";
import {dueOn, type OwedDataset, type Period, periodsOf, readOwedDatasets} from "./periods.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {readSubmissions, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** 未到期、按时、迟报、缺报、零报告、已退回、代报; a report that is not expected has no cell. */
export type ReportState = "not-due" | "on-time" | "late" | "missing" | "zero" | "returned" | "proxied";

/** One expected report: a dataset of a unit for a period. */
export interface Cell {
  dataset: string;
  /** Null if the office owes the report. */
  unit_code: string | null;
  /** The last month of the period, YYYY-MM. */
  month: string;
  state: ReportState;
  due_on: string;
  is_due: boolean;
  /** Days from the due day to the report or, for a missing one, to the day of judgement. */
  days_late: number;
  /** When the first submission that covers it was sent. */
  sent_at: string | null;
  /** The submissions in force, or the returned one, in order of sending. */
  submission_ids: string[];
  /** Rows were sent for it, in force or returned, so a zero report is impossible. */
  has_sent_rows: boolean;
  row_count: number;
  required_filled: number;
  required_cells: number;
  optional_filled: number;
  optional_cells: number;
  /** 未审 */
  is_waiting: boolean;
  return_reason: string | null;
}

export interface UnitMonth {
  unit_code: string;
  unit_name: string;
  /** First day of the month. */
  month: string;
}

export interface MatrixInput {
  year: number;
  /** The day on which due dates are judged. */
  on: string;
  /** Later submissions are ignored. */
  until: string;
  datasets: OwedDataset[];
  /** Second-level unions, month by month. */
  units: UnitMonth[];
  coverage: Coverage[];
  submissions: readonly SubmissionWithVerdict[];
  returnReasons: Map<string, string>;
}

export interface Matrix {
  datasets: OwedDataset[];
  /** The units of the year by code, with their last name. */
  units: {unit_code: string; unit_name: string}[];
  cells: Cell[];
}

const UNITS = query(
  {unit_code: text, unit_name: text, month: day},
  `select unit_code, unit_name, month from marts.units
  where year(month) = $year and is_second_level_union order by unit_code, month`
);

const COVERAGE = query(
  {
    dataset: text,
    unit_code: orNull(text),
    month: day,
    submission_id: text,
    sent_count: integer,
    row_count: integer,
    required_filled: integer,
    required_cells: integer,
    optional_filled: integer,
    optional_cells: integer
  },
  "select * from marts.coverage where month is not null"
);

const LEFT_OUT = query({dataset: text}, "select dataset from marts.left_out");

export async function readMatrix(
  db: DuckDBConnection,
  ledger: Ledger,
  {year, on, until = on}: {year: number; on: string; until?: string}
): Promise<Matrix> {
  const units: UnitMonth[] = await UNITS.rows(db, {year});
  const coverage: Coverage[] = await COVERAGE.rows(db);
  const leftOut = await LEFT_OUT.rows(db);
  return matrixOf({
    year,
    on,
    until,
    units,
    coverage,
    // Without the key of sensitive files it is unknown whether their reports exist.
    datasets: (await readOwedDatasets(ledger)).filter((owed) => !leftOut.some(({dataset}) => dataset === owed.dataset)),
    submissions: await readSubmissions(ledger),
    returnReasons: await readReturnReasons(ledger)
  });
}

export function matrixOf(input: MatrixInput): Matrix {
  const {year, datasets, units} = input;
  const sentFor = reportsByPlace(input);
  const inMonth = new Map<string, UnitMonth[]>();
  for (const unit of units) inMonth.set(unit.month, [...(inMonth.get(unit.month) ?? []), unit]);
  const cells = datasets.flatMap((dataset) =>
    periodsOf(dataset.cycle, year).flatMap((period) => {
      const owing = dataset.isFromUnits ? (inMonth.get(`${period.month}-01`) ?? []) : [{unit_code: null}];
      return owing.map(({unit_code}) => {
        const reports = period.months.flatMap((month) => sentFor.get(placeOf(dataset, unit_code, month)) ?? []);
        return cellOf(input, dataset, period, unit_code, reports);
      });
    })
  );
  const names = new Map(units.map(({unit_code, unit_name}) => [unit_code, unit_name]));
  return {datasets, units: [...names].map(([unit_code, unit_name]) => ({unit_code, unit_name})), cells};
}

interface Report {
  submission: SubmissionWithVerdict;
  sent_on: string;
  coverage: Coverage;
}

const placeOf = ({dataset}: {dataset: string}, unit: string | null, month: string) =>
  `${dataset} ${unit ?? ""} ${month}`;

function reportsByPlace({until, datasets, coverage, submissions}: MatrixInput): Map<string, Report[]> {
  const byId = new Map(submissions.map((submission) => [submission.submission_id, submission]));
  const fromUnits = new Map(datasets.map(({dataset, isFromUnits}) => [dataset, isFromUnits]));
  const places = new Map<string, Report[]>();
  for (const each of coverage) {
    const submission = byId.get(each.submission_id);
    const isFromUnits = fromUnits.get(each.dataset);
    if (!submission || submission.verdict === "withdraw" || !each.month || isFromUnits === undefined) continue;
    const sent_on = chineseDayOf(submission.sent_at);
    // Rows that were sent before their month began are plans, so they do not report the month.
    if (sent_on > until || sent_on < each.month) continue;
    const place = placeOf(each, isFromUnits ? each.unit_code : null, each.month.slice(0, 7));
    const there = places.get(place);
    if (there) there.push({submission, sent_on, coverage: each});
    else places.set(place, [{submission, sent_on, coverage: each}]);
  }
  return places;
}

function cellOf(
  {on, returnReasons}: MatrixInput,
  {dataset, dueDay}: OwedDataset,
  period: Period,
  unit_code: string | null,
  reports: Report[]
): Cell {
  const contract = readContracts().get(dataset);
  const due_on = dueOn(period, dueDay);
  const inOrder = reports.sort((a, b) => a.submission.sent_order - b.submission.sent_order);
  const standing = inOrder.filter(({submission}) => submission.verdict !== "return");
  const own = standing.filter(({submission}) => submission.unit_code === unit_code);
  const returned = inOrder.filter(
    ({submission}) => submission.verdict === "return" && submission.unit_code === unit_code
  );
  const first = standing[0];
  const lastReturned = standing.length === 0 ? returned.at(-1) : undefined;
  const state = stateOf({own, first, lastReturned, due_on, on});
  const shown = lastReturned ? [lastReturned] : standing;
  const sum = (name: "row_count" | "required_filled" | "required_cells" | "optional_filled" | "optional_cells") =>
    standing.reduce((total, {coverage}) => total + coverage[name], 0);
  return {
    dataset,
    unit_code,
    month: period.month,
    state,
    due_on,
    is_due: on > due_on,
    days_late: Math.max(0, daysBetween(due_on, first?.sent_on ?? on)),
    sent_at: first?.submission.sent_at ?? null,
    submission_ids: [...new Set(shown.map(({submission}) => submission.submission_id))],
    has_sent_rows: shown.some(({coverage}) => coverage.sent_count > 0),
    // The number of sensitive records is not available.
    row_count: contract && isSensitive(contract) ? 0 : sum("row_count"),
    required_filled: sum("required_filled"),
    required_cells: sum("required_cells"),
    optional_filled: sum("optional_filled"),
    optional_cells: sum("optional_cells"),
    is_waiting: standing.some(({submission}) => submission.verdict !== "approve"),
    return_reason: lastReturned ? (returnReasons.get(lastReturned.submission.submission_id) ?? null) : null
  };
}

interface ReportStanding {
  own: Report[];
  first: Report | undefined;
  lastReturned: Report | undefined;
  due_on: string;
  on: string;
}

/**
 * The first submission that covers the report decides whether it was on time, so a later correction never makes it
 * late.
 */
function stateOf({own, first, lastReturned, due_on, on}: ReportStanding): ReportState {
  if (lastReturned) return "returned";
  if (!first) return on > due_on ? "missing" : "not-due";
  if (own.length === 0) return "proxied";
  if (own.every(({submission}) => submission.kind === "zero")) return "zero";
  return first.sent_on > due_on ? "late" : "on-time";
}
