import {addEvidenceUses} from "#pipelines/ledger/evidence-files.ts";
import type {Ledger, LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {addLookBack} from "#pipelines/ledger/look-backs.ts";
import {readRevision, readSubmission} from "#pipelines/ledger/submission-entries.ts";
import {evidenceLink} from "#pipelines/evidence/evidence-address.ts";
import {isLookBackDue, type LookBackResult, type LookBackSchedule} from "#pipelines/numbers/look-backs.ts";
import {type OpenData, withNumbers} from "#pipelines/rebuild/with-numbers.ts";
import type {Actor} from "#pipelines/contracts/sender.ts";
import {isReason} from "./reason.ts";

/** How a deliverable stands before somebody looks at it again. */
export type LookBackState = "open" | "early" | "due" | "lasting" | "relapsed";
type Move = "give" | "open" | "early" | "looked";

export const LOOK_BACK_RESULTS = ["巩固", "反弹"] as const satisfies LookBackResult[];
const OPEN: Record<LookBackResult, Move> = {巩固: "open", 反弹: "open"};

/** The allowed results: what does not last may be found at any time, that it lasts only once the day has come. */
export const LOOK_BACK_MOVES: Record<LookBackState, Record<LookBackResult, Move>> = {
  open: OPEN,
  early: {巩固: "early", 反弹: "give"},
  due: {巩固: "give", 反弹: "give"},
  lasting: {巩固: "looked", 反弹: "give"},
  relapsed: OPEN
};

export function lookBackStateOf(standing: LookBackSchedule | null, on: string): LookBackState {
  if (standing === null) return "open";
  if (standing.found) return standing.found.result === "反弹" ? "relapsed" : "lasting";
  return isLookBackDue(standing, on) ? "due" : "early";
}

export interface LookBackRequest {
  plan_year: number;
  deliverable_code: string;
  /** As the warehouse says; null before it is closed. */
  standing: LookBackSchedule | null;
  /** The state of the ledger that the standing was computed from. */
  revision: number;
  /** The submissions whose reports closed it. */
  reportedIn: string[];
  result: LookBackResult;
  sentence: string;
  links: string[];
  evidenceIds: string[];
  by: Actor;
  /** In China, YYYY-MM-DD. */
  today: string;
  now: string;
}

export type LookBackRefusal = "forbidden" | "open" | "early" | "looked" | "changed" | "own" | "sentence" | "evidence";

export type LookBackOutcome = {outcome: "recorded"} | {outcome: "refused"; code: LookBackRefusal; message: string};

const REFUSALS: Record<LookBackRefusal, string> = {
  forbidden: "回头看由校工会办公室记录。",
  open: "这项承诺还没有办结，或已重新打开，不用回头看。",
  early: "还没有到回头看的日期。确认巩固要等到那一天；现在就发现反弹的，可以记为反弹。",
  looked: "已经确认过巩固；以后发现反弹的，可以记为反弹。",
  changed: "数据刚刚有更新，请刷新页面核对后再记录。",
  own: "回头看由填报人以外的账户记录；办结所依据的进展是您本人填报的，请由另一位同事记录。",
  sentence: "请用一句话说明看到的情况（2 到 500 字）。",
  evidence: "确认巩固要附佐证：网址或文件。"
};

/** Records what was found some time after a deliverable was closed, and rebuilds the numbers. */
export async function lookBack(data: OpenData, request: LookBackRequest): Promise<LookBackOutcome> {
  const record = () => recordLookBack(data.ledger, request);
  return (await withNumbers(data, request.now, record, ({outcome}) => outcome === "recorded")).result;
}

export function recordLookBack(ledger: Ledger, request: LookBackRequest): Promise<LookBackOutcome> {
  return ledger.transaction(async (tx) => {
    const code = await refusalOf(tx, request);
    if (code !== undefined) return {outcome: "refused", code, message: REFUSALS[code]};
    await addEntry(tx, request);
    return {outcome: "recorded"};
  });
}

async function refusalOf(ledger: LedgerReader, request: LookBackRequest): Promise<LookBackRefusal | undefined> {
  const {by, standing, result, today, sentence, links, evidenceIds} = request;
  if (by.sender.kind !== "office") return "forbidden";
  const move = LOOK_BACK_MOVES[lookBackStateOf(standing, today)][result];
  if (move !== "give") return move;
  // What closed it may be returned meanwhile, or somebody else may have looked.
  if ((await readRevision(ledger)) !== request.revision) return "changed";
  if (await isReportedBy(ledger, request)) return "own";
  if (!isReason(sentence)) return "sentence";
  return result === "巩固" && links.length + evidenceIds.length === 0 ? "evidence" : undefined;
}

async function isReportedBy(ledger: LedgerReader, {reportedIn, by}: LookBackRequest): Promise<boolean> {
  for (const id of reportedIn) {
    const sent_by = (await readSubmission(ledger, id))?.sent_by ?? null;
    if (sent_by !== null && sent_by === by.account) return true;
  }
  return false;
}

async function addEntry(tx: LedgerTransaction, request: LookBackRequest): Promise<void> {
  const {plan_year, deliverable_code, standing, result, sentence, links, evidenceIds, by, today, now} = request;
  const look_back_id = await addLookBack(tx, {
    ...{plan_year, deliverable_code, result},
    closed_on: standing!.closed_on,
    sentence: sentence.trim(),
    evidence_link: evidenceLink({links, evidenceIds}) || null,
    looked_on: today,
    looked_by: by.account ?? "",
    looked_at: now
  });
  await addEvidenceUses(tx, evidenceIds, {look_back_id});
}
