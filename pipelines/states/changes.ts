import {readVerdictsBetween} from "#pipelines/ledger/verdict-history.ts";
import {isSensitiveKpi} from "#pipelines/privacy/sensitive-kpis.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import {readWarehouseSource, type WarehouseSource, withoutClosings} from "#pipelines/rebuild/warehouse-source.ts";
import type {OpenData} from "#pipelines/rebuild/with-numbers.ts";
import {beginOfChineseDay, dayAfter} from "#pipelines/time/chinese-day.ts";
import {judgedOn} from "#pipelines/time/months.ts";
import {type CauseFacts, deliverableCauses, kpiCauses} from "./causes.ts";
import {entriesBetween, type LedgerEntry} from "./ledger-entries.ts";
import {type ChangedKpi, changedKpisOf, type StatusChange, statusChangesOf} from "./number-changes.ts";
import {readReaches, readReported, readStateNumbers, type Reach, type StateNumbers} from "./state-numbers.ts";
import {withStateWarehouse} from "./state-warehouse.ts";

export interface ChangesQuestion {
  plan: Plan;
  /** YYYY-MM-DD, both inclusive; of one plan year. */
  from: string;
  to: string;
  /** The numbers of one month on both days, YYYY-MM, as if it were not closed; else each day's own month. */
  month?: string;
  /** The moment of the first state, if it is another than the evening of `from`. */
  since?: string;
  unit?: string;
  now: string;
}

/** A change, and the entries that can have caused it; for what rests on sensitive data none is named. */
export type WithCauses<T> = T & {causes: LedgerEntry[]; isSecret: boolean};

export interface Changes {
  kpis: WithCauses<ChangedKpi>[];
  statuses: WithCauses<StatusChange>[];
  /** All entries that make the difference between the two states. */
  entries: LedgerEntry[];
}

/** Returns what differs between the evenings of two days, with the entries that can have changed each number. */
export async function readChanges(data: OpenData, question: ChangesQuestion): Promise<Changes> {
  const {ledger} = data;
  const {from, to, month, unit, plan, now, since} = question;
  const [after, until] = [since ?? endOf(from), endOf(to)];
  const [before, later] = [await readSourceAt(data, after, month), await readSourceAt(data, until, month)];
  const entries = entriesBetween(before, later, await readVerdictsBetween(ledger, {after, until}));
  const read = (source: WarehouseSource, day: string) =>
    withStateWarehouse(data, source, now, async (db) => ({
      numbers: await readStateNumbers(db, {plan, unit, ...monthsOf(day, month)}),
      reaches: await readReaches(db),
      reported: await readReported(db)
    }));
  const [was, is] = [await read(before, from), await read(later, to)];
  // What is shown of sensitive KPIs on a day in the past is what is shown of its month now.
  const shown = await withStateWarehouse(data, await readSourceAt(data, undefined, month), now, async (db) => ({
    was: await readStateNumbers(db, {plan, unit, ...monthsOf(from, month)}),
    is: await readStateNumbers(db, {plan, unit, ...monthsOf(to, month)})
  }));
  const facts: CauseFacts = {
    entries,
    reaches: grouped([...was.reaches, ...is.reaches]),
    reported: reportedOf([...was.reported, ...is.reported]),
    was: was.numbers,
    is: is.numbers,
    month: month ?? to.slice(0, 7)
  };
  const [open, secret] = [differencesOf(was.numbers, is.numbers, unit), differencesOf(shown.was, shown.is, unit)];
  const isSecret = secretIn(plan);
  return {
    kpis: [
      ...open.kpis
        .filter(({code}) => !isSecret([code]))
        .map((kpi) => ({...kpi, causes: kpiCauses(facts, kpi.code, kpi.unit_code), isSecret: false})),
      ...secret.kpis.filter(({code}) => isSecret([code])).map((kpi) => ({...kpi, causes: [], isSecret: true}))
    ],
    statuses: [
      ...open.statuses
        .filter(({kpi_codes}) => !isSecret(kpi_codes))
        .map((each) => ({
          ...each,
          causes: each.kind === "task" ? [] : deliverableCauses(facts, each.code),
          isSecret: false
        })),
      ...secret.statuses
        .filter(({kpi_codes}) => isSecret(kpi_codes))
        .map((each) => ({...each, causes: [], isSecret: true}))
    ].sort((a, b) => a.code.localeCompare(b.code)),
    entries
  };
}

/** Tells whether any of the KPIs is sensitive. */
export function secretIn({kpis}: Pick<Plan, "kpis">): (codes: string[]) => boolean {
  const secret = new Set(kpis.filter(isSensitiveKpi).map(({code}) => code));
  return (codes) => codes.some((code) => secret.has(code));
}

const differencesOf = (was: StateNumbers, is: StateNumbers, unit?: string) => ({
  kpis: changedKpisOf(was, is, unit),
  statuses: statusChangesOf(was.tasks, is.tasks)
});

/** The last moment of a day in China. */
function endOf(day: string): string {
  return new Date(Date.parse(beginOfChineseDay(dayAfter(day))) - 1).toISOString();
}

async function readSourceAt({ledger}: OpenData, until: string | undefined, month: string | undefined) {
  const source = await ledger.snapshot((reader) => readWarehouseSource(reader, until));
  return month === undefined ? source : withoutClosings(source);
}

function monthsOf(day: string, month: string | undefined) {
  const own = month ?? day.slice(0, 7);
  return {kpiMonth: own, month: own, on: judgedOn(own, day)};
}

function grouped(reaches: Reach[]): Map<string, Reach[]> {
  const groups = new Map<string, Reach[]>();
  for (const reach of reaches) groups.set(reach.submission_id, [...(groups.get(reach.submission_id) ?? []), reach]);
  return groups;
}

function reportedOf(rows: {submission_id: string; deliverable_code: string}[]): Map<string, Set<string>> {
  const reported = new Map<string, Set<string>>();
  for (const {submission_id, deliverable_code} of rows)
    reported.set(submission_id, (reported.get(submission_id) ?? new Set()).add(deliverable_code));
  return reported;
}
