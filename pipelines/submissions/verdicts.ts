import {type AcceptedByDataset, monthsStandingOn} from "./changed-months.ts";
import type {Actor, Sender} from "#pipelines/contracts/sender.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {
  addVerdict,
  readInForce,
  readRevision,
  readSubmission,
  type SubmissionWithVerdict,
  type Verdict
} from "#pipelines/ledger/submission-entries.ts";
import {lockedFor, readLocks} from "./month-locks.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {openRowsBeside} from "#pipelines/sealed/sealed-rows.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";

export interface VerdictRequest {
  submissionIds: string[];
  verdict: Verdict;
  reason?: string;
  /** By submission; it stands in place of the common reason. */
  ownReasons?: Record<string, string>;
  by: Actor;
  /** In China, YYYY-MM-DD. */
  today: string;
  now: string;
}

/** Applies to all submissions or to none; `changed` are those that had another verdict before. */
export type VerdictOutcome =
  | {outcome: "given"; changed: string[]}
  | {outcome: "refused"; code: VerdictRefusal; message: string; submissionIds: string[]};

export type VerdictRefusal =
  "unknown" | "forbidden" | "own" | "reason" | "reason-long" | "final" | "approved" | "locked";

type VerdictState = Verdict | "none";
type Move = "give" | "nothing" | "forbidden" | "final" | "approved";

export const VERDICTS = ["approve", "return", "hold", "withdraw"] as const satisfies Verdict[];
const ANY: Record<Verdict, Move> = {approve: "give", return: "give", hold: "give", withdraw: "give"};
const FINAL: Record<Verdict, Move> = {approve: "final", return: "final", hold: "final", withdraw: "nothing"};
const OWN: Record<Verdict, Move> = {approve: "forbidden", return: "forbidden", hold: "forbidden", withdraw: "give"};

/** The allowed transitions: by sender, from the current verdict to the new one. */
export const MOVES: Record<Sender["kind"], Record<VerdictState, Record<Verdict, Move>>> = {
  office: {
    none: ANY,
    hold: {...ANY, hold: "nothing"},
    approve: {...ANY, approve: "nothing"},
    // A returned submission may be approved again.
    return: {...ANY, return: "nothing"},
    withdraw: FINAL
  },
  unit: {
    none: OWN,
    hold: OWN,
    approve: {...OWN, withdraw: "approved"},
    return: OWN,
    withdraw: {...OWN, withdraw: "nothing"}
  }
};

export async function giveVerdicts(dir: DataDir, ledger: Ledger, request: VerdictRequest): Promise<VerdictOutcome> {
  // Submissions and verdicts that arrive meanwhile change which months a withdrawal affects.
  for (;;) {
    const revision = await readRevision(ledger);
    const touched = await monthsTouched(dir, ledger, request);
    const outcome = await ledger.transaction(async (tx) => {
      if (touched.size > 0 && (await readRevision(tx)) !== revision) return undefined;
      return giveAtOnce(tx, request, touched);
    });
    if (outcome) return outcome;
  }
}

async function giveAtOnce(
  tx: LedgerTransaction,
  request: VerdictRequest,
  touched: Map<string, string[]>
): Promise<VerdictOutcome> {
  const {verdict, by, now, today} = request;
  const {sender} = by;
  const reasonOf = (id: string) => (request.ownReasons?.[id]?.trim() || request.reason?.trim()) ?? "";
  const submissionIds = [...new Set(request.submissionIds)];
  const submissions: SubmissionWithVerdict[] = [];
  const unknown: string[] = [];
  for (const id of submissionIds) {
    const found = await readSubmission(tx, id);
    if (found) submissions.push(found);
    else unknown.push(id);
  }
  if (unknown.length > 0) return refusal("unknown", unknown);
  const foreign = submissions.filter(({unit_code}) => sender.kind === "unit" && unit_code !== sender.unit_code);
  if (foreign.length > 0) return refusal("forbidden", foreign.map(idOf));
  const moveOf = (submission: SubmissionWithVerdict) => MOVES[sender.kind][submission.verdict ?? "none"][verdict];
  for (const code of ["forbidden", "final", "approved"] as const) {
    const refused = submissions.filter((submission) => moveOf(submission) === code);
    if (refused.length > 0) return refusal(code, refused.map(idOf));
  }
  const changing = submissions.filter((submission) => moveOf(submission) === "give");
  const own = changing.filter((submission) => verdict === "approve" && isOwnReport(submission, by));
  if (own.length > 0) return refusal("own", own.map(idOf));
  const tooShort = changing.map(idOf).filter((id) => verdict === "return" && reasonOf(id).length < SHORTEST_REASON);
  if (tooShort.length > 0) return refusal("reason", tooShort);
  const tooLong = changing.map(idOf).filter((id) => reasonOf(id).length > LONGEST_REASON);
  if (tooLong.length > 0) return refusal("reason-long", tooLong);
  const locks = await readLocks(tx);
  const locked = changing.filter(
    ({submission_id, dataset}) =>
      sender.kind === "unit" &&
      lockedFor(locks, {sender, dataset, months: touched.get(submission_id) ?? [], today}).length > 0
  );
  if (locked.length > 0) return refusal("locked", locked.map(idOf));
  for (const {submission_id} of changing) {
    const reason = reasonOf(submission_id) || null;
    await addVerdict(tx, {submission_id, verdict, reason, given_by: by.account, given_at: now});
  }
  return {outcome: "given", changed: changing.map(idOf)};
}

/** Whoever reports on deliverables does not review the report. Where no account sent it, as in the sample, none is it. */
function isOwnReport({dataset, sent_by}: SubmissionWithVerdict, {account}: Actor): boolean {
  return dataset === "progress" && sent_by !== null && sent_by === account;
}

const SHORTEST_REASON = 2;
const LONGEST_REASON = 500;
const idOf = ({submission_id}: SubmissionWithVerdict) => submission_id;

const REFUSALS: Record<VerdictRefusal, string> = {
  unknown: "没有这个编号的报送。",
  forbidden: "单位只能撤回本单位的报送；其他处理请联系校工会办公室。",
  own: "进展由填报人以外的账户审核；这份是您本人填报的，请由另一位同事审核。",
  reason: "退回要写明原因（至少 2 个字），好让单位知道怎样改。",
  "reason-long": "说明太长，请缩到 500 字以内。",
  final: "已撤回的报送不能再处理，请让单位重新报送。",
  approved: "校工会办公室已审核通过，不能自行撤回；确需更正的，请联系校工会办公室退回。",
  locked: "这份报送涉及已锁定的月份，不能撤回；确需更正的，请联系校工会办公室开放该月。"
};

function refusal(code: VerdictRefusal, submissionIds: string[]): VerdictOutcome {
  return {outcome: "refused", code, message: REFUSALS[code], submissionIds};
}

/** The months that a unit's withdrawals would change, by submission. */
async function monthsTouched(
  dir: DataDir,
  ledger: Ledger,
  {submissionIds, verdict, by}: VerdictRequest
): Promise<Map<string, string[]>> {
  const touched = new Map<string, string[]>();
  if (verdict !== "withdraw" || by.sender.kind === "office") return touched;
  const inForce = await readInForce(ledger);
  const accepted: AcceptedByDataset = (dataset) =>
    inForce.filter((each) => each.dataset === dataset).map((each) => acceptedRowsOf(dir, each));
  const own = inForce.filter(({submission_id}) => submissionIds.includes(submission_id));
  for (const {submission_id, dataset, kind, as_of} of own) {
    const contract = readContracts().get(dataset)!;
    const months =
      kind === "zero"
        ? [as_of.slice(0, 7)]
        : await withScratch(dir, `verdict-${submission_id}`, async ({db}) => {
            await openRowsBeside(db, dir, contract, inForce);
            return monthsStandingOn(db, contract, {submissionId: submission_id, accepted});
          });
    if (months.length > 0) touched.set(submission_id, months);
  }
  return touched;
}
