import type {DuckDBConnection} from "@duckdb/node-api";
import {formatMoment} from "#app/format.ts";
import type {Visitor} from "#app/server/access.server.ts";
import {shownFileName} from "#app/server/file-name.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {readSubmissions, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {VERDICT_WORDS} from "../verdict-words.ts";

const MONTHS = query(
  {submission_id: text, month: text},
  `select distinct submission_id, strftime(month, '%Y-%m') as month from marts.coverage
  where dataset = $dataset and month is not null and coalesce(unit_code, '') = $unit`
);

/** Reads what the same sender sent to the same dataset for the same months, newest first. */
export async function readOthers(
  {submission_id, dataset, unit_code}: SubmissionWithVerdict,
  db: DuckDBConnection | undefined,
  visitor: Visitor
) {
  const covered = db ? await MONTHS.rows(db, {dataset, unit: unit_code ?? ""}) : [];
  const own = new Set(covered.filter((each) => each.submission_id === submission_id).map(({month}) => month));
  const months = new Map(covered.filter(({month}) => own.has(month)).map((each) => [each.submission_id, each.month]));
  return (await readSubmissions(await readLedger()))
    .filter((each) => each.dataset === dataset && each.unit_code === unit_code)
    .filter((each) => each.submission_id !== submission_id && months.has(each.submission_id))
    .sort((a, b) => b.sent_order - a.sent_order)
    .slice(0, OTHERS_SHOWN)
    .map((each) => ({
      submission_id: each.submission_id,
      name: each.kind === "zero" ? "零报告" : shownFileName(each, visitor),
      sent_at: formatMoment(each.sent_at),
      state: VERDICT_WORDS[each.verdict ?? "none"]
    }));
}

const OTHERS_SHOWN = 20;

/** Reads what the same sender sent to the same dataset before, if it was not withdrawn. */
export async function readPrevious({dataset, unit_code, sent_order}: SubmissionWithVerdict, visitor: Visitor) {
  const before = (await readSubmissions(await readLedger())).findLast(
    (each) =>
      each.dataset === dataset &&
      each.unit_code === unit_code &&
      each.sent_order < sent_order &&
      each.verdict !== "withdraw"
  );
  if (!before) return null;
  const {submission_id, kind, sent_at, verdict} = before;
  return {
    submission_id,
    name: kind === "zero" ? "零报告" : shownFileName(before, visitor),
    sent_at: formatMoment(sent_at),
    state: VERDICT_WORDS[verdict ?? "none"]
  };
}
