import {keepMonth} from "#pipelines/closings/kept-month.ts";
import {readMonthToKeep} from "#pipelines/closings/month-to-keep.ts";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {addClosing, readClosings} from "#pipelines/ledger/month-closings.ts";
import {readRevision} from "#pipelines/ledger/submission-entries.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {isMonth, lastDayOf} from "#pipelines/time/months.ts";
import {lockMonth, readLocks} from "./month-locks.ts";

export interface CloseRequest {
  /** YYYY-MM */
  month: string;
  reason?: string;
  /** The account. */
  by?: string;
  /** In China, YYYY-MM-DD. */
  today: string;
  now: string;
}

export type CloseOutcome = {outcome: "closed"} | {outcome: "refused"; message: string};

/**
 * Closes a month for ever: keeps its numbers as they are served now, and locks it for units. The numbers that were read
 * are of the state in which the entry is made, or they are read again.
 */
export async function closeMonth(dir: DataDir, ledger: Ledger, request: CloseRequest): Promise<CloseOutcome> {
  const {month, today, now} = request;
  const plan = isMonth(month) ? readPlan(Number(month.slice(0, 4))) : undefined;
  if (!plan) return refused("请选择要封存的月份。");
  if (lastDayOf(month) >= today) return refused("这个月还没有结束，月末之后才能封存。");
  for (;;) {
    if ((await readClosings(ledger)).some((each) => each.month === month)) return refused(CLOSED_ALREADY);
    const build = await rebuildWarehouse(dir, ledger, {now});
    if (build.problem) return refused(`${build.problem.message}。数字不全，暂不能封存。`);
    const outcome = await closeAtOnce(dir, ledger, {...request, plan, build});
    if (outcome) {
      await rebuildWarehouse(dir, ledger, {now});
      return outcome;
    }
  }
}

interface ClosingOfBuild extends CloseRequest {
  plan: Plan;
  build: {path: string; revision: number};
}

/** Returns undefined if the ledger has changed since the build. */
async function closeAtOnce(
  dir: DataDir,
  ledger: Ledger,
  {month, reason, by, now, plan, build}: ClosingOfBuild
): Promise<CloseOutcome | undefined> {
  const kept = await withFinished(build.path, async (db) =>
    readMonthToKeep(db, await readSettledPlan(db, plan), month)
  );
  return ledger.transaction(async (tx) => {
    if ((await readRevision(tx)) !== build.revision) return undefined;
    const {sha256, byte_count} = keepMonth(dir, kept);
    await addClosing(tx, {
      month,
      sha256,
      byte_count,
      reason: reason?.trim() || null,
      closed_by: by ?? null,
      closed_at: now
    });
    await lockFor(tx, {month, by, now});
    return {outcome: "closed"};
  });
}

async function lockFor(tx: LedgerTransaction, {month, by, now}: Pick<CloseRequest, "month" | "by" | "now">) {
  const {locks} = await readLocks(tx);
  if (!locks.some((lock) => lock.month === month)) await lockMonth(tx, {month, reason: "已封存", by, now});
}

const CLOSED_ALREADY = "这个月已经封存，不能再次封存；之后的更正会列在封存值旁边。";
const refused = (message: string): CloseOutcome => ({outcome: "refused", message});
