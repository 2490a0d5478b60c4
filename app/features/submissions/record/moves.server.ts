import {formatValue} from "#app/format.ts";
import {requireSubmission, type Visitor} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {planYears} from "#app/server/filters.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {shownFileName} from "#app/server/file-name.server.ts";
import {store} from "#app/server/store.server.ts";
import {readUnitName} from "#app/server/unit-names.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {titleOf} from "#pipelines/contracts/contracts.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {readMoves} from "#pipelines/states/moves.ts";
import type {ChangedKpi} from "#pipelines/states/number-changes.ts";

/** Reads what a submission moves, approved against never sent. */
export async function readMovesPage(submissionId: string, visitor: Visitor) {
  const submission = await requireSubmission(submissionId);
  const {dataset, kind, unit_code, verdict} = submission;
  const year = Number(today().slice(0, 4));
  const moves =
    planYears().includes(year) && verdict !== "withdraw"
      ? await readMoves(await store(), {submission, plan: requirePlan(year), today: today(), now: now()})
      : undefined;
  const warehouse = await readWarehouse();
  const closings = await readClosings((await store()).ledger);
  return {
    submission_id: submissionId,
    name: kind === "zero" ? `${titleOf(dataset)}：零报告` : shownFileName(submission, visitor),
    title: titleOf(dataset),
    on: today(),
    unit_name: unit_code && warehouse ? await readUnitName(warehouse.db, unit_code) : unit_code,
    isClosed: moves !== undefined && closings.some(({month}) => month === moves.month),
    moves: moves ? {...moves, kpis: moves.kpis.filter(isVisible)} : null
  };
}

/** A change too small for the decimals that are shown is none. */
const isVisible = ({was, is, unit}: ChangedKpi) => formatValue(was, unit) !== formatValue(is, unit);

export type MovesPage = Awaited<ReturnType<typeof readMovesPage>>;
