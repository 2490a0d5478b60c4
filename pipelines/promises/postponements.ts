import pLimit from "p-limit";
import {type Actor, unitCodeOf} from "#pipelines/contracts/sender.ts";
import type {Ledger, LedgerReader} from "#pipelines/ledger/ledger.ts";
import {
  addPostponementAnswer,
  addPostponementRequest,
  type PostponementRequest,
  readPostponementRequest,
  readPostponementRequests
} from "#pipelines/ledger/postponement-requests.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";
import type {Status} from "#pipelines/numbers/status.ts";
import type {OpenData} from "#pipelines/rebuild/with-numbers.ts";
import {sendFile} from "#pipelines/submissions/intake.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {isReason} from "./reason.ts";

/** 延期申请: a request for another due day. */
export interface Asking {
  plan_year: number;
  deliverable_code: string;
  status: Status;
  /** The due day in force. */
  due_on: string;
  wanted_on: string;
  reason: string;
  by: Actor;
  /** In China, YYYY-MM-DD. */
  today: string;
  now: string;
}

export type PostponementRefusal =
  | "closed"
  | "late"
  | "day"
  | "not-later"
  | "reason"
  | "asked"
  | "unknown"
  | "answered"
  | "own"
  | "foreign"
  | "settled"
  | "half";

export type PostponementOutcome = {outcome: "done"} | {outcome: "refused"; code: PostponementRefusal; message: string};

const REFUSALS: Record<PostponementRefusal, string> = {
  closed: "这项承诺已办结或已调整，不用延期。",
  late: "现定期限已过，单位不能再申请延期；确需改期的，请联系校工会办公室。",
  day: "请填写想延到哪一天，不晚于次年 12 月 31 日。",
  "not-later": "申请的日期要晚于现定期限。",
  reason: "请写明延期的原因（2 到 500 字），办公室据此批准。",
  asked: "这项承诺已有一份延期申请在等办公室答复。",
  unknown: "没有这份延期申请。",
  answered: "这份申请刚才已经答复过，请刷新页面查看。",
  own: "延期由申请人以外的账户批准；这份是您本人申请的，请由另一位同事答复。",
  foreign: "只能撤回本人提出的申请。",
  half: "期限已按这份申请改好，只差记下答复：请点“批准”记完；不同意的，再到“计划”页把期限改回。",
  settled: "期限没有改成：请到“计划”页核对这项承诺的期限后再批准。"
};

const refusal = (code: PostponementRefusal): PostponementOutcome => ({
  outcome: "refused",
  code,
  message: REFUSALS[code]
});

/** Asks for another due day, while the old one has not passed. */
export function askPostponement(ledger: Ledger, asking: Asking): Promise<PostponementOutcome> {
  return ledger.transaction(async (tx) => {
    const code = await refusalOf(tx, asking);
    if (code !== undefined) return refusal(code);
    const {plan_year, deliverable_code, due_on, wanted_on, reason, by, now} = asking;
    await addPostponementRequest(tx, {
      ...{plan_year, deliverable_code, due_on, wanted_on},
      reason: reason.trim(),
      unit_code: unitCodeOf(by.sender),
      asked_by: by.account ?? "",
      asked_at: now
    });
    return {outcome: "done"};
  });
}

async function refusalOf(ledger: LedgerReader, asking: Asking): Promise<PostponementRefusal | undefined> {
  const {plan_year, deliverable_code, status, due_on, wanted_on, reason, today} = asking;
  if (status === "办结" || status === "已调整") return "closed";
  if (today > due_on) return "late";
  if (!isDay(wanted_on) || wanted_on > `${plan_year + 1}-12-31`) return "day";
  if (wanted_on <= due_on) return "not-later";
  if (!isReason(reason)) return "reason";
  return (await readOpenRequest(ledger, deliverable_code)) ? "asked" : undefined;
}

/** Reads the request on a deliverable that nobody has answered. */
export async function readOpenRequest(ledger: LedgerReader, code: string): Promise<PostponementRequest | undefined> {
  return (await readPostponementRequests(ledger, code)).find(({answer}) => answer === null);
}

interface Answering {
  requestId: number;
  by: Actor;
  now: string;
}

/** An approval settles a day before it is an answer; nobody may refuse the request between the two. */
const answerInTurn = pLimit(1);

type Ending = Answering & {answer: "refused" | "withdrawn"; reason: string};

/** Refuses a request with a reason, or takes the own one back. */
export function endRequest(ledger: Ledger, ending: Ending): Promise<PostponementOutcome> {
  return answerInTurn(() => end(ledger, ending));
}

function end(ledger: Ledger, {requestId, answer, reason, by, now}: Ending): Promise<PostponementOutcome> {
  return ledger.transaction(async (tx) => {
    const request = await readPostponementRequest(tx, requestId);
    if (!request) return refusal("unknown");
    const code = answer === "refused" ? answerRefusal(request, by) : withdrawalRefusal(request, by);
    if (code !== undefined) return refusal(code);
    if (await isSettled(tx, request)) return refusal("half");
    if (answer === "refused" && !isReason(reason)) return refusal("reason");
    await addPostponementAnswer(tx, {
      ...{request_id: requestId, deliverable_code: request.deliverable_code, answer},
      reason: reason.trim() || null,
      submission_id: null,
      answered_by: by.account ?? "",
      answered_at: now
    });
    return {outcome: "done"};
  });
}

/** An approval that was killed before its answer has settled the due day. */
const isSettled = async (ledger: LedgerReader, request: PostponementRequest) =>
  (await readInForce(ledger)).some(({file_name}) => file_name === settlementName(request));

const settlementName = ({deliverable_code, request_id}: PostponementRequest) =>
  `延期申请-${deliverable_code}-${request_id}.csv`;

/** The asker never approves or refuses. */
function answerRefusal(request: PostponementRequest, by: Actor): PostponementRefusal | undefined {
  if (request.answer !== null) return "answered";
  return request.asked_by === by.account ? "own" : undefined;
}

function withdrawalRefusal(request: PostponementRequest, by: Actor): PostponementRefusal | undefined {
  if (request.answer !== null) return "answered";
  return request.asked_by === by.account ? undefined : "foreign";
}

type Approving = Answering & {byName: string; today: string};

/**
 * Approves a request: the due day is settled as the office settles any, and the answer names the settlement. Killed
 * between the two, the request stays open: approving it again finds the settlement already accepted, and nothing else
 * is taken.
 */
export function approvePostponement(data: OpenData, approving: Approving): Promise<PostponementOutcome> {
  return answerInTurn(() => approve(data, approving));
}

async function approve(data: OpenData, {requestId, by, byName, today, now}: Approving): Promise<PostponementOutcome> {
  const request = await readPostponementRequest(data.ledger, requestId);
  if (!request) return refusal("unknown");
  const code = answerRefusal(request, by);
  if (code !== undefined) return refusal(code);
  const outcome = await sendFile(data, {
    ...by,
    dataset: "assignments",
    fileName: settlementName(request),
    chunks: settlementOf(request, byName),
    today,
    now
  });
  if (outcome.outcome !== "accepted" && outcome.outcome !== "already-accepted") return refusal("settled");
  return data.ledger.transaction(async (tx) => {
    if ((await readPostponementRequest(tx, requestId))?.answer !== null) return refusal("answered");
    await addPostponementAnswer(tx, {
      ...{request_id: requestId, deliverable_code: request.deliverable_code, answer: "approved", reason: null},
      submission_id: outcome.submission_id,
      answered_by: by.account ?? "",
      answered_at: now
    });
    return {outcome: "done"};
  });
}

async function* settlementOf(
  {plan_year, deliverable_code, wanted_on, reason}: PostponementRequest,
  byName: string
): AsyncGenerator<Uint8Array> {
  const cells = [String(plan_year), deliverable_code, wanted_on, `延期申请：${reason}（${byName} 批准）`];
  const line = cells.map((cell) => `"${cell.replace(/\s+/g, " ").replaceAll('"', '""')}"`).join(",");
  yield Buffer.from(`年度,承诺编号,完成期限,理由\n${line}\n`);
}
