import {formatMoment} from "#app/format.ts";
import {type Access, may} from "#app/server/access.server.ts";
import {readGivenVerdicts} from "#app/server/given-verdicts.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {readEvidenceByLink} from "#app/server/evidence.server.ts";
import {firstRowsOf} from "#app/server/first-rows.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {today} from "#app/server/clock.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {readSubmissions, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {isLookBackDue, isLookBackLate} from "#pipelines/numbers/look-backs.ts";
import {mayReport, type OwnDeliverable, readOwnDeliverables, readReportFacts} from "./deliverables.server.ts";
import {readWaitingRequests} from "./postponement.server.ts";

const MOST_URGENT = ["逾期", "滞后", "临期", "无数据", "正常", "待审"];

/** Reads what the visitor has to report, and for the office what waits for review. */
export async function readProgressPage(access: Access) {
  const all = await readOwnDeliverables(access);
  const ledger = await readLedger();
  const submissions = (await readSubmissions(ledger)).filter(
    ({dataset, kind}) => dataset === "progress" && kind === "file"
  );
  const waiting = new Map(submissions.filter(isWaiting).map((each) => [each.submission_id, each]));
  const {month} = readFilters({...access, unit: undefined});
  const lines = (all ?? [])
    .filter((each) => mayReport(access, each))
    .map((each) => lineOf(each, {month, waiting}))
    .toSorted(byUrgency);
  const search = new URL(access.request.url).searchParams;
  const isReviewer = may(access.visitor, "verdicts");
  return {
    month,
    isOffice: access.visitor.role !== "unit",
    isEmpty: all === undefined,
    returned: lines.filter(({returned}) => returned !== null),
    due: lines.filter(({returned, isMine, isDue}) => returned === null && isMine && isDue),
    sentIn: lines.filter((each) => isOwnUndue(each) && each.waiting !== null),
    others: lines.filter((each) => isOwnUndue(each) && each.waiting === null),
    unowned: lines.filter(({returned, isMine, isUnowned}) => returned === null && !isMine && isUnowned),
    rest: lines.filter(({returned, isMine, isUnowned}) => returned === null && !isMine && !isUnowned),
    lookBacks: (all ?? [])
      .filter((each) => isLookBackDue(each.progress.look_back, today()) && (isReviewer || each.isMine))
      .map(({progress: {code, name, look_back}}) => ({
        ...{code, name, closed_on: look_back!.closed_on, due_on: look_back!.due_on},
        isLate: isLookBackLate(look_back, today())
      })),
    requests: await readWaitingRequests(access, await readNames(all ?? [])),
    notice: noticeOf(search),
    sent: sentOf(submissions.find(({submission_id}) => submission_id === search.get("sent"))),
    withdrawn: search.has("withdrawn"),
    review: isReviewer ? await readReview(access, [...waiting.values()]) : null,
    done: isReviewer ? await readGivenVerdicts(access, search.get("at") ?? "") : null
  };
}

async function readNames(all: OwnDeliverable[]) {
  const warehouse = await readWarehouse();
  const units = new Map(
    (warehouse ? await readAllUnitNames(warehouse.db) : []).map((each) => [each.unit_code, each.unit_name])
  );
  const names = new Map(all.map(({progress: {code, name}}) => [code, name]));
  return {nameOf: (code: string) => names.get(code) ?? "", unitNameOf: (unit: string) => units.get(unit) ?? unit};
}

const NOTICES: Record<string, string> = {
  asked: "已提交延期申请，待校工会办公室答复。",
  "answered approved": "已同意延期，新的期限已生效，原定期限仍会显示。",
  "answered refused": "已答复不同意延期，申请人会看到原因。",
  "answered withdrawn": "已撤回延期申请。",
  "looked lasting": "已记录回头看：巩固。",
  "looked relapsed": "已记录回头看：反弹，这项承诺已重新打开。"
};

/** What was just done, beside reports and verdicts. */
function noticeOf(search: URLSearchParams): string | null {
  if (search.has("asked")) return NOTICES.asked!;
  const [, notice] =
    Object.entries(NOTICES).find(([key]) => {
      const [name = "", value] = key.split(" ");
      return value !== undefined && search.get(name) === value;
    }) ?? [];
  return notice ?? null;
}

export type ProgressPage = Awaited<ReturnType<typeof readProgressPage>>;
export type ReportLine = ReturnType<typeof lineOf>;
export type Review = NonNullable<ProgressPage["review"]>;

const isWaiting = ({verdict}: SubmissionWithVerdict) => verdict === null || verdict === "hold";

interface LineContext {
  month: string;
  waiting: Map<string, SubmissionWithVerdict>;
}

function lineOf(own: OwnDeliverable, {month, waiting}: LineContext) {
  const {progress, isMine, isUnowned, reports, returned} = own;
  const {code, name, status, rule, due_on, data_words} = progress;
  const last = reports[0];
  const submission = last && waiting.get(last.submission_id);
  return {
    ...{code, task_code: code.slice(0, 3), name, status, rule, due_on, data_words, isMine, isUnowned},
    isDue: isDue(own, month),
    last: last ? {month: last.report_month.slice(0, 7), percent: last.percent_done, note: last.problem_note} : null,
    returned: returned ? {reason: returned.reason, submission_id: returned.submission_id} : null,
    // A file with other rows is withdrawn on its own page, where all of them are shown.
    waiting: submission ? {submission_id: submission.submission_id, isAlone: submission.read_count === 1} : null
  };
}

/**
 * What has begun and is neither closed, cancelled, finished nor reported for the month. Of what is left to the office,
 * only what no data measure: the rest needs nobody's word.
 */
function isDue({progress, isLeft, reports: [last]}: OwnDeliverable, month: string): boolean {
  if (isLeft && progress.data_words !== null) return false;
  if (["办结", "已调整", "未到期"].includes(progress.status)) return false;
  return last === undefined || (last.percent_done < 100 && last.report_month.slice(0, 7) < month);
}

const isOwnUndue = ({returned, isMine, isDue}: ReportLine) => returned === null && isMine && !isDue;

interface Urgent {
  status: string;
  due_on: string;
  code: string;
}

function byUrgency(a: Urgent, b: Urgent): number {
  return urgencyOf(a) - urgencyOf(b) || a.due_on.localeCompare(b.due_on) || a.code.localeCompare(b.code);
}

function urgencyOf({status}: Urgent): number {
  const place = MOST_URGENT.indexOf(status);
  return place === -1 ? MOST_URGENT.length : place;
}

function sentOf(submission: SubmissionWithVerdict | undefined) {
  if (!submission || submission.verdict === "withdraw") return null;
  return {submission_id: submission.submission_id, isApproved: submission.verdict === "approve"};
}

/** Reads the reports that wait for the office, with what each unit had reported before. */
async function readReview(access: Access, waiting: SubmissionWithVerdict[]) {
  const filters = readFilters({...access, unit: undefined});
  const facts = await readReportFacts(await requireSettledPlan(filters.year), filters);
  const listed = firstRowsOf(access.request, waiting);
  const names = new Map(facts?.unions.map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const deliverables = new Map(facts?.deliverables.map((each) => [each.code, each]));
  const shown = new Set(listed.rows.map(({submission_id}) => submission_id));
  const files = await readEvidenceByLink(
    access.visitor,
    (facts?.reports ?? []).filter(({submission_id}) => shown.has(submission_id))
  );
  return {
    count: listed.count,
    lines: listed.rows.map(({submission_id, unit_code, sent_at, sent_by, verdict}) => ({
      submission_id,
      sender: unit_code === null ? "校工会办公室" : (names.get(unit_code) ?? unit_code),
      sent_at: formatMoment(sent_at),
      isHeld: verdict === "hold",
      isOwn: sent_by === access.visitor.account.name,
      moves: (facts?.reports ?? [])
        .filter((report) => report.submission_id === submission_id)
        .map((report) => ({
          code: report.deliverable_code,
          name: deliverables.get(report.deliverable_code)?.name ?? "",
          standing: deliverables.get(report.deliverable_code)?.status ?? null,
          month: report.report_month.slice(0, 7),
          was:
            report.status_before === null ? null : {status: report.status_before, percent: report.percent_before ?? 0},
          is: {status: report.status, percent: report.percent_done},
          evidence: files.get(report.evidence_link ?? "") ?? {links: [], files: []},
          note: report.problem_note
        }))
    }))
  };
}
