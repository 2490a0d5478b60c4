import {v7 as uuidv7} from "uuid";
import {formatShortDay} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {today} from "#app/server/clock.server.ts";
import {monthBefore, readFilters} from "#app/server/filters.server.ts";
import {readEvidence} from "#app/server/evidence.server.ts";
import {store} from "#app/server/store.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {evidenceOf} from "#pipelines/evidence/evidence-address.ts";
import {decisionIn} from "#pipelines/numbers/decision-note.ts";
import {readLastReporter} from "#pipelines/submissions/sent-reports.ts";
import {type OwnDeliverable, requireReportable} from "./deliverables.server.ts";
import {readLookBackForm} from "./look-back.server.ts";
import {readAsking} from "./postponement.server.ts";
import {partsOfNote, stateOf} from "./report-words.ts";

/** What stands in the fields of the form. */
export interface ReportFields {
  percent: string;
  state: string;
  sentence: string;
  evidence: string;
  difficulty: string;
  month: string;
  planned: string;
  finished: string;
  reporter: string;
  unit: string;
  /** The decision that cancels the deliverable. */
  meeting: string;
  decided: string;
}

const UNITS = query(
  {unit_code: text, unit_name: text, kind: text},
  `select unit_code, unit_name, if(is_second_level_union, 'union', 'own') as kind from marts.units
  qualify row_number() over (partition by unit_code order by month desc) = 1
  order by is_second_level_union, unit_code`
);

/** Reads one deliverable with the form filled in from the last report and from data. */
export async function readReportPage(access: Access, code: string) {
  const {own, last} = await requireReportable(access, code);
  const {progress, returned, assignment} = own;
  const evidence = evidenceOf(last?.evidence_link ?? null);
  const {month} = readFilters({...access, unit: undefined});
  const {name, status, rule, due_on, data_words, measure_words} = progress;
  const units = await readChoosableUnits(access);
  const proposed = data_words !== null && progress.progress !== null ? Math.round(progress.progress) : null;
  return {
    ...{code, task_code: code.slice(0, 3), name, status, rule, due_on, data_words, measure_words, units, proposed},
    last: last ? {month: last.report_month.slice(0, 7), percent: last.percent_done, status: last.status} : null,
    returned: returned ? {reason: returned.reason} : null,
    months: monthsToReport(month),
    attached: await readEvidence(access.visitor, evidence.evidenceIds),
    postponement: await readAsking(access, progress),
    lookBack: readLookBackForm(access, progress),
    asksForReporter: access.visitor.account.staff_number === null,
    fields: {
      percent: String(returned?.percent_done ?? proposed ?? last?.percent_done ?? 0),
      state: stateOf(last?.status ?? ""),
      ...sentenceOf(own, last),
      evidence: evidence.links.join(" "),
      month: returned?.report_month.slice(0, 7) ?? monthOf(own, month),
      planned: last?.planned_finish_on ?? "",
      finished: last?.finished_on ?? "",
      reporter: await readReporter(access),
      unit: access.visitor.unit ?? last?.unit_code ?? assignment?.lead_unit ?? ownUnitOf(units)
    } satisfies ReportFields
  };
}

export type ReportPage = Awaited<ReturnType<typeof readReportPage>>;

/** A draft from data for the person to edit; else what was said last. */
function sentenceOf({progress, returned}: OwnDeliverable, last: {problem_note: string | null} | undefined) {
  const {note, decision} = decisionIn(last?.problem_note ?? null);
  const said = {...partsOfNote(note), meeting: decision?.meeting ?? "", decided: decision?.decided_on ?? ""};
  if (returned || progress.data_words === null) return said;
  return {...said, sentence: `截至${formatShortDay(today())}，${progress.data_words}。`};
}

/** Until the day it is due, the month before is reported first. */
function monthOf({reports}: OwnDeliverable, month: string): string {
  const before = monthBefore(month);
  const isBeforeDue = Number(today().slice(8)) <= DUE_DAY && today().startsWith(month);
  const isReported = reports.some(({report_month}) => report_month.slice(0, 7) === before);
  return before !== undefined && isBeforeDue && !isReported ? before : month;
}

const DUE_DAY = 5;

const monthsToReport = (month: string) => [month, monthBefore(month)].filter((each) => each !== undefined);

/** A unit reports for itself, the office for any unit. */
async function readChoosableUnits({visitor}: Access) {
  const warehouse = await readWarehouse();
  return visitor.role === "unit" || !warehouse ? [] : UNITS.rows(warehouse.db);
}

const ownUnitOf = (units: {unit_code: string; kind: string}[]) =>
  units.find(({kind}) => kind === "own")?.unit_code ?? "";

export async function readReporter({visitor: {account}}: Access): Promise<string> {
  if (account.staff_number !== null) return account.staff_number;
  const {dir, ledger} = await store();
  return (await readLastReporter(dir, ledger, {name: uuidv7(), account: account.name})) ?? "";
}
