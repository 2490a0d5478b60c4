import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import {
  readWarehouseSource,
  type WarehouseSource,
  withoutClosings,
  withoutSubmission,
  withVerdict
} from "#pipelines/rebuild/warehouse-source.ts";
import type {OpenData} from "#pipelines/rebuild/with-numbers.ts";
import {judgedOn} from "#pipelines/time/months.ts";
import {secretIn} from "./changes.ts";
import {type ChangedKpi, changedKpisOf, type StatusChange, statusChangesOf} from "./number-changes.ts";
import {readReaches, readStateNumbers} from "./state-numbers.ts";
import {withStateWarehouse} from "./state-warehouse.ts";

export interface MovesQuestion {
  plan: Plan;
  submission: SubmissionWithVerdict;
  /** In China, YYYY-MM-DD. */
  today: string;
  now: string;
}

/** What one submission moves: the numbers with it approved, against those without it. */
export interface Moves {
  /** The month of the KPIs, YYYY-MM. */
  month: string;
  /** The union's and the sending unit's. */
  kpis: ChangedKpi[];
  deliverables: StatusChange[];
}

/**
 * Computes what a submission moves, as if no month were closed. Undefined for sensitive datasets, whose single files
 * tell about single people; sensitive KPIs are left out for the same reason.
 */
export async function readMoves(data: OpenData, question: MovesQuestion): Promise<Moves | undefined> {
  const {submission, plan, today, now} = question;
  const {submission_id, dataset, unit_code} = submission;
  if (isOfSensitive(dataset)) return undefined;
  const present = withoutClosings(await data.ledger.snapshot((reader) => readWarehouseSource(reader)));
  const approved = withVerdict(present, submission_id, "approve");
  const kpiMonth = await withStateWarehouse(data, approved, now, async (db) =>
    monthOf(await readReaches(db), question)
  );
  const unit = unit_code ?? undefined;
  const month = today.slice(0, 7);
  const read = (source: WarehouseSource) =>
    withStateWarehouse(data, source, now, (db) =>
      readStateNumbers(db, {plan, kpiMonth, month, on: judgedOn(month, today), unit})
    );
  const without = await read(withoutSubmission(present, submission_id));
  const withIt = await read(approved);
  const isSecret = secretIn(plan);
  return {
    month: kpiMonth,
    kpis: changedKpisOf(without, withIt, unit).filter(({code}) => !isSecret([code])),
    deliverables: statusChangesOf(without.tasks, withIt.tasks).filter(
      ({kind, kpi_codes}) => kind === "deliverable" && !isSecret(kpi_codes)
    )
  };
}

/** The newest month that the submission speaks of, at most the running one. */
function monthOf(reaches: {submission_id: string; month: string | null}[], {submission, today}: MovesQuestion): string {
  const months = reaches
    .filter((each) => each.submission_id === submission.submission_id)
    .flatMap(({month}) => month?.slice(0, 7) ?? [])
    .filter((month) => month <= today.slice(0, 7) && month.slice(0, 4) === today.slice(0, 4))
    .sort();
  return months.at(-1) ?? today.slice(0, 7);
}
