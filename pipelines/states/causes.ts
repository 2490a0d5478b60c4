import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {measuredByOf} from "#pipelines/plan/measured-by.ts";
import {firstDayOf, lastDayOf} from "#pipelines/time/months.ts";
import {datasetsOfKpi, deliverablesInKpi} from "./kpi-datasets.ts";
import type {LedgerEntry} from "./ledger-entries.ts";
import type {Reach, StateNumbers} from "./state-numbers.ts";

/** What is known of the entries between two states. */
export interface CauseFacts {
  entries: LedgerEntry[];
  /** The rows of each submission by unit and month, in either state. */
  reaches: Map<string, Reach[]>;
  /** The deliverables that each progress submission speaks of, in either state. */
  reported: Map<string, Set<string>>;
  was: StateNumbers;
  is: StateNumbers;
  /** The last month of the numbers, YYYY-MM. */
  month: string;
}

/** Returns the entries that can have changed a KPI of the union or of one unit. */
export function kpiCauses(facts: CauseFacts, code: string, unit: string | null): LedgerEntry[] {
  const datasets = datasetsOfKpi(code);
  return facts.entries.filter(
    ({submission}) =>
      datasets.has(submission.dataset) && speaksOf(facts, submission, code) && canReach(facts, submission, unit)
  );
}

/** Returns the entries that can have changed a deliverable: its measures, its reports and its settlement. */
export function deliverableCauses(facts: CauseFacts, code: string): LedgerEntry[] {
  const {gauges} = measuredByOf(facts.is.plan, code);
  const ofData = gauges.flatMap((gauge) => {
    if (gauge.by === "kpi") return kpiCauses(facts, gauge.kpi.code, null);
    if (gauge.by === "held") return facts.entries.filter(({submission}) => submission.dataset === "activities");
    return [];
  });
  const settled = settlementsOf(
    facts,
    code,
    gauges.flatMap((gauge) => (gauge.by === "kpi" ? [gauge.kpi.code] : []))
  );
  const others = facts.entries.filter(
    ({submission: {submission_id, dataset}}) =>
      (dataset === "progress" && facts.reported.get(submission_id)?.has(code)) || settled.has(submission_id)
  );
  return [...new Set([...ofData, ...others])].sort((a, b) => a.at.localeCompare(b.at));
}

/** The submissions of which a deliverable's assignment, or the targets of its KPIs, are in only one of the states. */
function settlementsOf({was, is}: CauseFacts, code: string, kpiCodes: string[]): Set<string> {
  const idsOf = ({plan}: StateNumbers) => [
    ...plan.assignments.filter((each) => each.deliverable_code === code).map(({submission_id}) => submission_id),
    ...plan.setTargets.filter((each) => kpiCodes.includes(each.kpi_code)).map(({submission_id}) => submission_id)
  ];
  const [before, after] = [new Set(idsOf(was)), new Set(idsOf(is))];
  return new Set([...before, ...after].filter((id) => before.has(id) !== after.has(id)));
}

/** Of reports, only those on the deliverables that the KPI names. */
function speaksOf({reported}: CauseFacts, {submission_id, dataset}: SubmissionWithVerdict, code: string): boolean {
  const named = dataset === "progress" ? deliverablesInKpi(code) : [];
  return named.length === 0 || named.some((deliverable) => reported.get(submission_id)?.has(deliverable));
}

/** A submission is left out only where it certainly speaks of later months or other units. */
function canReach({reaches, month}: CauseFacts, submission: SubmissionWithVerdict, unit: string | null): boolean {
  const contract = readContracts().get(submission.dataset);
  if (contract?.mode === "snapshot") return submission.as_of <= lastDayOf(month);
  const reach = reaches.get(submission.submission_id) ?? [];
  if (reach.length === 0) return true;
  if (!reach.some((each) => each.month === null || each.month <= firstDayOf(month))) return false;
  if (unit === null || !isOfOneUnit(submission.dataset)) return true;
  return reach.some(({unit_code}) => unit_code === null || unit_code === unit);
}

/** Each row belongs to the one unit that it names, and no other dataset refers to it. */
function isOfOneUnit(dataset: string): boolean {
  const {ownedThrough = []} = readContracts().get(dataset) ?? {};
  const isReferredTo = [...readContracts().values()].some(({fields}) =>
    fields.some(({reference}) => reference?.startsWith(`${dataset}.`))
  );
  return ownedThrough.length === 1 && ownedThrough[0] === "unit_code" && !isReferredTo;
}
