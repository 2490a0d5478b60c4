import {lastDayOf} from "#pipelines/time/months.ts";
import {monthsText} from "#pipelines/time/months-text.ts";
import {type Gauge, isReportedKpi, type MeasuredBy, type Pace} from "#pipelines/plan/measured-by.ts";
import {type Measure, measureOf, periodOf} from "#pipelines/plan/measure.ts";
import type {Assignment, Deliverable, Plan} from "#pipelines/plan/plan.ts";
import {type GaugePeriod, type GaugeReading, heldReadingOf, kpiReadingOf, reportReadingOf} from "./gauge-readings.ts";
import {meanOf} from "./mean.ts";
import {decisionIn} from "./decision-note.ts";
import {type LookBack, lookBackDueOn, type LookBackSchedule} from "./look-backs.ts";
import {dataWordsOf, measureWordsOf} from "./measure-words.ts";
import type {DeliverableReport} from "./reports.ts";
import {goesOn, type Judgement, type StatusFacts, statusOf} from "./status.ts";
import {overriddenBy, type StatusOverride} from "./status-overrides.ts";

export interface DeliverableProgress extends Judgement {
  code: string;
  name: string;
  measure: Measure;
  pace_kind: Pace;
  /** Percent; null without reports or data. */
  progress: number | null;
  /** The percent that is due by the day; null if the deliverable is judged by its due day alone, or not at all. */
  pace: number | null;
  weight: number;
  start_on: string;
  due_on: string;
  /** The due date that was promised first; it never disappears. */
  original_due_on: string;
  times_postponed: number;
  is_adjusted: boolean;
  is_closed: boolean;
  is_waiting: boolean;
  /** Its promise is met, and events of it are still to come, so it is not done; absent otherwise. */
  goes_on?: true;
  /** Stated by the office beside what the data say; null where the computed status counts. */
  override: StatusOverride | null;
  /** When it is looked at again, or what was found; null before it is closed. */
  look_back: LookBackSchedule | null;
  /** Work was reported without evidence. */
  is_unproven: boolean;
  last_report_month: string | null;
  /** The months since the last report of a deliverable that is measured by reports: 11月未填报 */
  unreported: string | null;
  problem_note: string | null;
  kpi_codes: string[];
  /** The measure and its current state, in words. */
  measure_words: string;
  /** What the data show alone, in words; null without data. */
  data_words: string | null;
}

/** The facts about a deliverable at the end of a month. */
export interface DeliverableFacts {
  measuredBy: MeasuredBy;
  /** Returns the value of a KPI, or of the deliverable's own part of it. */
  valueOf: (gauge: Extract<Gauge, {by: "kpi"}>) => number | null;
  /** The number of finished activities that name it; null while no activity was ever sent. */
  times: number | null;
  /** The number of activities that name it and come later in the year. */
  timesToCome?: number;
  /** Every entry has its result. */
  isDecided: boolean;
  report?: DeliverableReport;
  /** What the office settled about it. */
  assignment?: Assignment;
  override?: StatusOverride;
  /** The newest one. */
  lookBack?: LookBack;
  plan: Pick<Plan, "year" | "issuedOn"> & Partial<Pick<Plan, "workdays" | "supervision">>;
  on: string;
}

export function deliverableProgressOf(deliverable: Deliverable, facts: DeliverableFacts): DeliverableProgress {
  const {measuredBy, report, on} = facts;
  const {gauges, pace: pace_kind} = measuredBy;
  const measure = measureOf(deliverable, gauges);
  const {start_on, due_on, default_due_on} = daysOf(deliverable, facts);
  const relapse = relapseOf(facts);
  const reported = relapse ? null : (report?.percent_done ?? null);
  const {achieved, expected, judged_as} = achievedOf(relapse ? {...facts, report: undefined} : facts, {
    start_on,
    due_on
  });
  const isFinished = report !== undefined && report.is_finished && reported === 100;
  const is_closed = isFinished && report.is_approved && !report.evidence_missing;
  // The result of an event cannot change afterwards; a selection may still have more rounds.
  const is_final = facts.isDecided && deliverable.kind === "activity" && pace_kind === "once" && achieved !== null;
  // Data can show completion as well as a report can; either way the office closes the deliverable once it is due.
  const isReached = !relapse && isMeasured(gauges) && (achieved === 100 || is_final) && on > due_on;
  const standing: StatusFacts = {
    start_on,
    due_on,
    pace_kind: judged_as,
    ...(expected !== null && {expected}),
    progress: is_closed ? 100 : (achieved ?? reported),
    // A unit can report a cancellation, but only the office can decide it.
    is_adjusted: report !== undefined && report.is_cancelled && (report.is_approved || report.sent_by_office),
    decision: decisionIn(report?.problem_note ?? null).decision,
    is_closed,
    ...(relapse && {relapse: {on: relapse.looked_on, sentence: relapse.sentence}}),
    // A deliverable approved without evidence is decided already; it only lacks the evidence.
    is_waiting: (reported === 100 || isReached) && !is_closed && !(report?.is_approved && report.evidence_missing),
    is_evidence_missing: measure !== "量化" && (report?.evidence_missing ?? false),
    is_final,
    // A report of 100 % says that it is over, whatever the list of activities still holds.
    ...(reported !== 100 && {to_come: facts.timesToCome})
  };
  const computed = statusOf(standing, on);
  const judgement = overriddenBy(computed, facts.override);
  const isOverridden = judgement !== computed;
  const is_adjusted = standing.is_adjusted || (isOverridden && judgement.status === "已调整");
  return {
    code: deliverable.code,
    name: deliverable.name,
    measure,
    pace_kind,
    progress: standing.progress,
    pace: is_closed ? (expected === null ? null : 100) : expected,
    ...judgement,
    weight: facts.assignment?.weight ?? 1,
    start_on,
    due_on,
    ...postponementOf(facts, default_due_on),
    is_adjusted,
    is_closed,
    is_waiting: standing.is_waiting,
    ...(!is_closed && !standing.is_waiting && !is_adjusted && goesOn(standing) && {goes_on: true as const}),
    override: isOverridden ? (facts.override ?? null) : null,
    look_back: lookBackOf(facts, {is_closed, relapse}),
    is_unproven: standing.is_evidence_missing,
    last_report_month: report?.last_report_month ?? null,
    unreported:
      isMeasured(gauges) || reported === 100 || is_adjusted || on < start_on
        ? null
        : unreportedOf(report?.last_report_month ?? start_on, report !== undefined, on),
    problem_note: report?.problem_note ?? null,
    kpi_codes: gauges.flatMap((gauge) => (gauge.by === "kpi" ? [gauge.kpi.code] : [])),
    measure_words: measureWordsOf(measuredBy, {...facts, start_on, due_on}),
    data_words: dataWordsOf(measuredBy, facts)
  };
}

/** 反弹 counts until a later report; of equal moments the look-back came after what it looked at. */
function relapseOf({report, lookBack}: DeliverableFacts): LookBack | undefined {
  const isNewer = lookBack !== undefined && (report === undefined || lookBack.looked_at >= report.last_sent_at);
  return isNewer && lookBack.result === "反弹" ? lookBack : undefined;
}

function lookBackOf(
  {report, lookBack, plan}: DeliverableFacts,
  {is_closed, relapse}: {is_closed: boolean; relapse: LookBack | undefined}
): LookBackSchedule | null {
  const closed_on = relapse?.closed_on ?? (is_closed ? report?.approved_on : null);
  const {workdays, supervision} = plan;
  const due_on = closed_on && workdays && supervision && lookBackDueOn({workdays, supervision}, closed_on);
  if (!closed_on || !due_on) return null;
  const isOfThis = lookBack !== undefined && (relapse !== undefined || lookBack.closed_on === closed_on);
  return {closed_on, due_on, found: isOfThis ? lookBack : null};
}

const isMeasured = (gauges: Gauge[]) => gauges.some((gauge) => !isReported(gauge));

const isReported = (gauge: Gauge) => gauge.by === "report" || (gauge.by === "kpi" && isReportedKpi(gauge.kpi));

/** Returns the months without a report up to a day, including the first month if there was never a report. */
function unreportedOf(since: string, isReported: boolean, on: string): string | null {
  const first = Number(since.slice(5, 7)) + (isReported ? 1 : 0);
  const last = Number(on.slice(5, 7));
  if (on.slice(0, 4) !== since.slice(0, 4) || first > last) return null;
  const months = Array.from(
    {length: last - first + 1},
    (_, at) => `${on.slice(0, 5)}${String(first + at).padStart(2, "0")}`
  );
  return `${monthsText(months)}未填报`;
}

/**
 * Reported deliverables begin when the plan was issued, because nobody could work on them before. A due day that the
 * office settled goes before the one that was reported.
 */
export function daysOf(
  {period}: Deliverable,
  {measuredBy, report, assignment, plan}: Pick<DeliverableFacts, "measuredBy" | "report" | "assignment" | "plan">
) {
  const [begins, default_due_on] = periodOf(period, plan.year);
  const default_start_on = isMeasured(measuredBy.gauges) || begins > plan.issuedOn ? begins : plan.issuedOn;
  return {
    start_on: assignment?.start_on ?? default_start_on,
    due_on: assignment?.due_on ?? report?.planned_latest ?? default_due_on,
    default_due_on
  };
}

/** 原定: the due day that was promised first, by the office or else in a report, and how often it was put off since. */
function postponementOf({assignment, report}: DeliverableFacts, default_due_on: string) {
  if (assignment?.first_due_on) {
    // The document's own day is a promise too, so the first settlement may already put it off.
    const isLater = assignment.first_due_on > (report?.planned_first ?? default_due_on);
    return isLater
      ? {
          original_due_on: report?.planned_first ?? default_due_on,
          times_postponed: assignment.times_postponed + 1
        }
      : {original_due_on: assignment.first_due_on, times_postponed: assignment.times_postponed};
  }
  return {original_due_on: report?.planned_first ?? default_due_on, times_postponed: report?.times_postponed ?? 0};
}

/**
 * Returns the means of what the measures say and of what they expect; without data, what was reported. A reported percent
 * is work done since the plan was issued, so it grows by the day even where the measure is a rate for all year.
 */
function achievedOf(
  {measuredBy, valueOf, times, report, plan, on}: DeliverableFacts,
  days: {start_on: string; due_on: string}
): {achieved: number | null; expected: number | null; judged_as: Pace} {
  const period: GaugePeriod = {...days, pace: measuredBy.pace, on};
  // A report speaks for the end of its month, so the days since do not count as a delay.
  const reportedOn = toldToOf(report, on);
  const reported = () => reportReadingOf(report?.percent_done ?? null, {...period, on: reportedOn});
  const readings = measuredBy.gauges.map((gauge): GaugeReading => {
    if (gauge.by === "report") return reported();
    if (gauge.by === "held") return heldReadingOf(times, gauge.times, period);
    return kpiReadingOf(gauge, valueOf(gauge), isReported(gauge) ? {...period, on: reportedOn} : period);
  });
  const withData = readings.filter(({progress}) => progress !== null);
  if (withData.length > 0 || measuredBy.pace !== "level")
    return {...meanReadingOf(withData.length > 0 ? withData : [reported()]), judged_as: measuredBy.pace};
  const start_on = later(days.start_on, plan.issuedOn);
  const grown = reportReadingOf(report?.percent_done ?? null, {...period, pace: "linear", start_on, on: reportedOn});
  return {...meanReadingOf([grown]), judged_as: "linear"};
}

/** Returns the last day that a report speaks of: the end of its month, or the day that is looked at. */
export function toldToOf(report: Pick<DeliverableReport, "last_report_month"> | undefined, on: string): string {
  return report?.last_report_month ? earlier(lastDayOf(report.last_report_month), on) : on;
}

function meanReadingOf(readings: GaugeReading[]): {achieved: number | null; expected: number | null} {
  const isFree = readings.every(({expected}) => expected === null);
  return {
    achieved: meanOf(readings.map(({progress}) => progress)),
    expected: isFree ? null : meanOf(readings.map(({progress, expected}) => expected ?? progress))
  };
}

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a < b ? b : a);
