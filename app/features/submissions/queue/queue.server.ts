import {json, redirect} from "@remix-run/node";
import {formatMoment} from "#app/format.ts";
import {type Access, actorOf, may} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {firstRowsOf} from "#app/server/first-rows.server.ts";
import {optionalText, readFields, readForm} from "#app/server/forms.server.ts";
import {readGivenVerdicts} from "#app/server/given-verdicts.server.ts";
import {forbidden} from "#app/server/http.server.ts";
import {shownFileName} from "#app/server/file-name.server.ts";
import {readLedger, store} from "#app/server/store.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {readKeptFindings} from "#pipelines/findings/findings.ts";
import {readContracts, titleOf} from "#pipelines/contracts/contracts.ts";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import {decide} from "#pipelines/submissions/intake.ts";
import {verdictField} from "../verdict-field.server.ts";
import {readReturnReasons} from "#pipelines/ledger/verdict-history.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {VerdictRefusal} from "#pipelines/submissions/verdicts.ts";
import {type QueueState, QUEUE_STATES} from "./queue-states.ts";
import {readSubmissions, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** Refuses visitors who act for a unit on pages of the office. */
export function requireOffice({unit}: Access): void {
  if (unit !== undefined) throw forbidden("这一页由校工会办公室使用。");
}

const WAITING: Record<QueueState, (submission: SubmissionWithVerdict) => boolean> = {
  waiting: ({verdict}) => verdict === null || verdict === "hold",
  none: ({verdict}) => verdict === null,
  hold: ({verdict}) => verdict === "hold",
  return: ({verdict}) => verdict === "return",
  approve: ({verdict}) => verdict === "approve"
};

const LINES_SHOWN = 200;

/** The office as a sender in the address; no unit has this code. */
const OFFICE = "office";

/** Reads the submissions that await a verdict: those with warnings first, each part oldest first. */
export async function readQueue(access: Access) {
  requireOffice(access);
  const {request} = access;
  const search = new URL(request.url).searchParams;
  const dataset = search.get("dataset") || "";
  const sender = search.get("sender") || "";
  const isOnlyHinted = search.get("hinted") === "1";
  const state = QUEUE_STATES.find(({value}) => value === search.get("state"))?.value ?? "waiting";
  const ledger = await readLedger();
  const all = await readSubmissions(ledger);
  const found = hintedFirst(
    all.filter(
      (each) =>
        WAITING[state](each) &&
        (dataset === "" || each.dataset === dataset) &&
        (sender === "" || (each.unit_code ?? OFFICE) === sender) &&
        (!isOnlyHinted || isHinted(each))
    )
  );
  const warehouse = await readWarehouse();
  const periods = new Map(
    warehouse ? (await PERIODS.rows(warehouse.db)).map(({submission_id, period}) => [submission_id, period]) : []
  );
  const names = await readSenderNames();
  const reasons = await readReturnReasons(ledger);
  const listed = firstRowsOf(request, found.slice(0, LINES_SHOWN));
  return {
    dataset,
    state,
    sender,
    isOnlyHinted,
    senders: [{value: OFFICE, label: "校工会办公室"}, ...[...names].map(([value, label]) => ({value, label}))],
    datasets: [...readContracts().values()].map(({name, title}) => ({value: name, label: title})),
    waiting: all.filter(WAITING.waiting).length,
    hinted: found.filter(isHinted).length,
    done: await readGivenVerdicts(access, search.get("at") ?? ""),
    total: found.length,
    listed: listed.count,
    lines: listed.rows.map((submission) => ({
      submission_id: submission.submission_id,
      sender: senderName(submission.unit_code, names),
      title: titleOf(submission.dataset),
      file_name: shownFileName(submission, access.visitor),
      period: periods.get(submission.submission_id) ?? submission.as_of,
      sent_at: formatMoment(submission.sent_at),
      counts: isOfSensitive(submission.dataset) && !may(access.visitor, "sensitive-rows") ? null : countsOf(submission),
      warnings: readKeptFindings(submission.warnings).length,
      verdict: submission.verdict ?? ("none" as const),
      reason: submission.verdict === "return" ? (reasons.get(submission.submission_id) ?? null) : null
    }))
  };
}

/** What waits for a verdict, the oldest first; of what is in it nothing is told. */
export async function readWaiting() {
  const waiting = (await readSubmissions(await readLedger())).filter(WAITING.waiting);
  const names = await readSenderNames();
  return waiting
    .toSorted((a, b) => a.sent_at.localeCompare(b.sent_at))
    .map(({unit_code, dataset, sent_at, verdict}) => ({
      sender: senderName(unit_code, names),
      title: titleOf(dataset),
      sent_at: formatMoment(sent_at),
      isOnHold: verdict === "hold"
    }));
}

async function readSenderNames(): Promise<Map<string, string>> {
  const warehouse = await readWarehouse();
  const units = warehouse ? await readUnitNames(warehouse.db) : [];
  return new Map(units.map(({unit_code, unit_name}) => [unit_code, unit_name]));
}

const senderName = (unit: string | null, names: Map<string, string>) =>
  unit === null ? "校工会办公室" : (names.get(unit) ?? unit);

const countsOf = ({added_count: added, updated_count: updated, unchanged_count: unchanged}: SubmissionWithVerdict) => ({
  added,
  updated,
  unchanged
});

const isHinted = ({warnings}: SubmissionWithVerdict) => readKeptFindings(warnings).length > 0;

function hintedFirst(submissions: SubmissionWithVerdict[]): SubmissionWithVerdict[] {
  return [...submissions.filter(isHinted), ...submissions.filter((each) => !isHinted(each))];
}

export type Queue = Awaited<ReturnType<typeof readQueue>>;

const PERIODS = query(
  {submission_id: text, period: text},
  `select submission_id,
    case when min(month) = max(month) then strftime(min(month), '%Y-%m')
      else strftime(min(month), '%Y-%m') || ' 至 ' || strftime(max(month), '%Y-%m') end as period
  from marts.coverage where month is not null group by submission_id`
);

/** Gives a verdict on several submissions. After a refusal it returns the choice and the reason that were entered. */
export async function postVerdicts(access: Access) {
  const {request} = access;
  const url = new URL(request.url);
  const form = await readForm(request);
  const {verdict, reason} = await readFields(request, {verdict: verdictField, reason: optionalText});
  const chosen = form.getAll(form.get("all") ? "listed" : "submission_id").map(String);
  const ownReasons = ownReasonsIn(form, chosen);
  const refused = (message: string, code: RefusedVerdict["code"], named: string[] = []) =>
    json<RefusedVerdict>({message, code, reason, ownReasons, chosen, named}, {status: 422});
  if (chosen.length === 0) return refused("还没有选择报送。请先勾选，再点“通过”“退回”或“待核”。", "none");
  const hinted = verdict === "approve" && chosen.length > 1 && !form.has("confirmed") ? await hintedOf(chosen) : [];
  if (hinted.length > 0)
    return refused(`选中的 ${chosen.length} 份里有 ${hinted.length} 份带提示，确定一起通过吗？`, "hinted", hinted);
  const moment = now();
  const outcome = await decide(await store(), {
    submissionIds: chosen,
    verdict,
    reason,
    ...(verdict === "return" && {ownReasons}),
    by: actorOf(access),
    today: today(),
    now: moment
  });
  if (outcome.outcome === "refused") {
    if (outcome.code === "forbidden") throw forbidden(outcome.message);
    return refused(outcome.message, outcome.code, outcome.submissionIds);
  }
  url.searchParams.set("at", moment);
  throw redirect(`${url.pathname}${url.search}`);
}

/** The reasons typed for single files; they count only while the form shows their fields. */
function ownReasonsIn(form: FormData, chosen: string[]): RefusedVerdict["ownReasons"] {
  if (!form.has("each")) return undefined;
  return Object.fromEntries(chosen.map((id) => [id, String(form.get(`reason ${id}`) ?? "")]));
}

async function hintedOf(chosen: string[]): Promise<string[]> {
  const all = await readSubmissions(await readLedger());
  return all
    .filter((each) => chosen.includes(each.submission_id) && isHinted(each))
    .map(({submission_id}) => submission_id);
}

/** The choice and the reason that were entered, and why no verdict was given; `hinted` asks for confirmation. */
export interface RefusedVerdict {
  message: string;
  code: VerdictRefusal | "none" | "hinted";
  reason: string;
  /** By submission; missing where one reason was given for all. */
  ownReasons?: Record<string, string>;
  chosen: string[];
  named: string[];
}
