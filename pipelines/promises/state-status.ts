import type {Ledger, LedgerReader} from "#pipelines/ledger/ledger.ts";
import {addStatusOverride, readStatusOverrides} from "#pipelines/ledger/status-overrides.ts";
import type {Status} from "#pipelines/numbers/status.ts";
import {DECIDED, STATABLE} from "#pipelines/numbers/status-overrides.ts";
import {type OpenData, withNumbers} from "#pipelines/rebuild/with-numbers.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {isReason} from "./reason.ts";

/** 办公室认定: a status for a deliverable, or its lifting. */
export interface StatusStatement {
  plan_year: number;
  deliverable_code: string;
  /** Empty to lift the one in force. */
  status: string;
  /** As it stands, with what is stated. */
  computed: Status;
  /** A status is stated already; another takes its place. */
  isStated: boolean;
  reason: string;
  /** The last day it counts; empty until it is lifted. */
  until_on: string;
  /** The decision, where the status is 已调整. */
  meeting: string;
  decided_on: string;
  by: string;
  /** In China, YYYY-MM-DD. */
  today: string;
  now: string;
}

export type StatementRefusal = "status" | "decided" | "reason" | "until" | "decision" | "nothing";

export type StatementOutcome = {outcome: "done"} | {outcome: "refused"; code: StatementRefusal; message: string};

const REFUSALS: Record<StatementRefusal, string> = {
  status: "请从列表中选择认定的状态。",
  decided: "这项承诺已办结、已调整或在等审核，由审核决定，不能另行认定。",
  reason: "请写明理由（2 到 500 字），认定和按数据的状态会一起显示。",
  until: "截止日要是今天或以后的日期；不填则直到撤销为止。",
  decision: "认定为已调整，要写明是哪次会议、哪一天决定的。",
  nothing: "现在没有生效的认定，不用撤销。"
};

/** States a status or lifts the one in force, and rebuilds the numbers. */
export async function stateStatus(data: OpenData, statement: StatusStatement): Promise<StatementOutcome> {
  const state = () => addStatement(data.ledger, statement);
  return (await withNumbers(data, statement.now, state, ({outcome}) => outcome === "done")).result;
}

function addStatement(ledger: Ledger, statement: StatusStatement): Promise<StatementOutcome> {
  return ledger.transaction(async (tx) => {
    const code = statement.status === "" ? await liftRefusal(tx, statement) : refusalOf(statement);
    if (code !== undefined) return {outcome: "refused", code, message: REFUSALS[code]};
    const {plan_year, deliverable_code, status, until_on, by, today, now} = statement;
    await addStatusOverride(tx, {
      ...{plan_year, deliverable_code, status: status || null, reason: statement.reason.trim()},
      until_on: (status !== "" && until_on) || null,
      ...decisionOf(statement),
      ...{set_on: today, set_by: by, set_at: now}
    });
    return {outcome: "done"};
  });
}

function refusalOf(statement: StatusStatement): StatementRefusal | undefined {
  const {status, computed, isStated, reason, until_on, meeting, decided_on, today} = statement;
  if (!STATABLE.some((each) => each === status)) return "status";
  if (!isStated && DECIDED.includes(computed)) return "decided";
  if (!isReason(reason)) return "reason";
  if (until_on !== "" && (!isDay(until_on) || until_on < today)) return "until";
  const isDecided = isReason(meeting) && isDay(decided_on) && decided_on <= today;
  return status === "已调整" && !isDecided ? "decision" : undefined;
}

async function liftRefusal(
  ledger: LedgerReader,
  {deliverable_code, reason, plan_year}: StatusStatement
): Promise<StatementRefusal | undefined> {
  const entries = await readStatusOverrides(ledger, {code: deliverable_code});
  const newest = entries.filter((entry) => entry.plan_year === plan_year).at(-1);
  if (newest === undefined || newest.status === null) return "nothing";
  return isReason(reason) ? undefined : "reason";
}

function decisionOf({status, meeting, decided_on}: StatusStatement) {
  return status === "已调整" ? {meeting: meeting.trim(), decided_on} : {meeting: null, decided_on: null};
}
