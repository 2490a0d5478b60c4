import type {DuckDBConnection} from "@duckdb/node-api";
import {formatShortfall} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {type Filters, firstDayOf, monthBefore, readFilters} from "#app/server/filters.server.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {isBegun, readTasks} from "#app/server/plan-progress.server.ts";
import {standInAt} from "#app/server/stand-in.server.ts";
import {readClosedNote} from "#app/server/closed-month.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {readUnitName} from "#app/server/unit-names.server.ts";
import {readUnreviewedIn, unreviewedIn} from "#app/server/unreviewed.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import {monthsText} from "#pipelines/time/months-text.ts";
import {readWithheldMonths} from "#pipelines/numbers/contradictions.ts";
import {type KpiPoint, readKpiSegments, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {type Kpi, listOf, type SettledPlan} from "#pipelines/plan/plan.ts";
import {freshOf, readFreshTo, readReach, shortfallOf} from "#pipelines/numbers/freshness.ts";
import {readKpiFigures} from "#app/server/kpi-figures.server.ts";
import {readKpiPeriods} from "#pipelines/numbers/kpi-period.ts";
import {isTargetLow, LOW_TARGET} from "#pipelines/numbers/low-target.ts";
import {kpiPaceWordsOf} from "#pipelines/numbers/measure-words.ts";
import {ownMonthOf} from "#pipelines/numbers/own-month.ts";
import {outlookOf} from "#pipelines/numbers/outlook.ts";
import {parameterCodes} from "#pipelines/numbers/parameter-codes.ts";
import {variationOf} from "#pipelines/numbers/variation.ts";
import {kpiReadingOf, kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import {isReportedKpi, kpiPaceOf} from "#pipelines/plan/measured-by.ts";
import {isSensitiveKpi} from "#pipelines/privacy/sensitive-kpis.ts";
import {addedOf} from "./added.ts";
import {besideOf, besideWords} from "./beside.ts";
import {conclusionOf} from "./conclusion.ts";
import {type Deadline, deadlineWords} from "./deadlines.ts";
import {readKpiSql} from "./kpi-sql.server.ts";
import {readLastShown} from "./last-shown.server.ts";
import {readLineage} from "./lineage.server.ts";
import {contributorsOf, rankingFor} from "./ranking.ts";
import {readRanking} from "./ranking.server.ts";
import {quotesOf} from "./quotes.ts";
import {readSegmentMonths} from "./segment-months.server.ts";
import {namedGroupsOf} from "./segment-names.ts";
import {segmentGroupsOf} from "./segments.ts";
import {trendOf} from "./trend.server.ts";
import {readUnitFigures} from "./unit-figures.server.ts";

/** Reads the page of one KPI. Returns undefined if the plan has no such KPI. */
export async function readKpiPage(code: string, access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  const plan = await requirePlanOfMonth(filters.month);
  const found = plan.kpis.find((row) => row.code === code);
  if (!found) return undefined;
  const kpi = kpiShownOf(plan, found);
  const {month, on, unit = ""} = filters;
  const numbers = await readKpiNumbers(plan, kpi, filters);
  const datasets = [...new Set(listOf(kpi.dataset_columns).map((column) => column.split(".", 1)[0] ?? ""))];
  return {
    ...definitionOf(plan, kpi),
    filters: {month, on, unit},
    // One computation serves all readers of the same filters.
    numbers: numbers && {...numbers, ranking: rankingFor(numbers.ranking, access.visitor.unit)},
    sql: readKpiSql(code),
    lineage: await readLineage(access, datasets, filters.year)
  };
}

/** Reads the numbers of a KPI as it is shown; undefined without a warehouse. */
export function readKpiNumbers(plan: SettledPlan, kpi: Kpi, filters: Filters) {
  const {month, on, unit = ""} = filters;
  return cachedByBuild(`kpi ${kpi.code} ${month} ${on} ${unit}`, (db) => makeNumbers(db, plan, kpi, filters));
}

/** Describes the KPI in the plan's words, which exist before any data. */
function definitionOf(plan: SettledPlan, kpi: Kpi) {
  const task = plan.tasks.find(({code}) => code === kpi.task_code);
  return {
    code: kpi.code,
    name: kpi.name,
    unit: kpi.unit,
    direction: kpi.direction,
    formula_words: kpi.formula_words,
    frequency: kpi.frequency,
    pace: kpiPaceOf(plan, kpi.code),
    units: kpiReadingOf(plan, kpi).units,
    pace_words: kpiPaceWordsOf(plan, kpi),
    breakdown: listOf(kpi.breakdown),
    target: targetOf(kpi),
    target_rationale: kpi.suggested_target_rationale,
    document_number: plan.documentNumber,
    task: {code: kpi.task_code, title: task?.title ?? "", sequence: Number(task?.sequence)},
    quotes: quotesOf(plan.deliverables.filter(({code}) => listOf(kpi.deliverable_codes).includes(code)))
  };
}

async function makeNumbers(db: DuckDBConnection, plan: SettledPlan, kpi: Kpi, filters: Filters) {
  const {month, on, unit} = filters;
  const target = targetOf(kpi);
  const period = (await readKpiPeriods(db, plan, {month: firstDayOf(month), on}))(kpi);
  const own = await readKpiSeries(db, kpi.code, {unit_code: unit});
  const whole = unit ? await readKpiSeries(db, kpi.code) : [];
  const short = shortfallOf(kpi.dataset_columns, await readReach(db, month), month);
  // A month whose data have not all come neither begins an outlook nor is judged by chance.
  const complete = short ? monthBefore(month) : month;
  const judged = {until: firstDayOf(complete ?? month), isSensitive: isSensitiveKpi(kpi)};
  const outlook =
    complete && isBegun(month) ? outlookOf(own, judged.until, {kpi, pace: period.pace, ...judged}) : undefined;
  const points = trendOf({plan, kpi, period, own, whole, outlook}, filters);
  const current = points.find((point) => point.month === month);
  const before = points.find((point) => point.month === monthBefore(month));
  const last_shown = standInAt(plan, kpi.code, own, {month, unit});
  const unreviewed = await readUnreviewedIn(db, month);
  const value_last_year = current?.last_year ?? null;
  const isLow = !unit && isTargetLow(kpi, own, {month: firstDayOf(month), on, period});
  const reading = kpiReadingOf(plan, kpi);
  const isOfPeople = parameterCodes(plan, "people_rate_kpis").includes(kpi.code);
  const parts = await readKpiSegments(db, kpi.code, {month: firstDayOf(month), unit_code: unit});
  const segments = segmentGroupsOf(parts, kpi.unit);
  const ranking = await readRanking(db, kpi, {month, on, unit, unreviewed, isOfPeople});
  const beside = besideOf(segments, reading.beside, {
    denominator: current?.denominator,
    lastShown: await readLastShown(db, kpi.code, {month: firstDayOf(month), unit, segments: parts})
  });
  const deadlines = deadlineWords(await readDeadlines(db, plan, kpi, {month, on}));
  const closed = await readClosedNote(db, {month, unit});
  const [figure] = await readKpiFigures(db, plan, [kpi], filters);
  const variation = complete ? variationOf(plan, kpi, own, judged) : undefined;
  return {
    points,
    current,
    judgement: figure?.judgement ?? null,
    outlook,
    variation,
    /** Limits belong into the trend only where its points are the months' own values. */
    is_trend_monthly: parameterCodes(plan, "monthly_value_kpis").includes(kpi.code),
    is_cumulative: period.pace === "linear" && !isReportedKpi(kpi),
    added: short === undefined ? addedOf(points, month, {kpi, pace: period.pace, isOfPeople}) : undefined,
    counted_in: isOfPeople ? "人" : isOfMoney(kpi) ? "元" : "",
    closed: closed && {...closed, corrections: closed.corrections.filter(({code}) => code === kpi.code)},
    last_shown,
    change_hidden: [current, before].find((point) => point?.is_hidden),
    shortfall: short && formatShortfall(month, short),
    own_month: ownMonthIn(plan, kpi, own, short ? undefined : month),
    notes: [isLow ? LOW_TARGET : "", deadlines, reading.caution].filter((note) => note !== ""),
    change:
      short === undefined && typeof current?.value === "number" && typeof before?.value === "number"
        ? current.value - before.value
        : null,
    value_last_year,
    year_change:
      short === undefined && typeof current?.value === "number" && value_last_year !== null
        ? current.value - value_last_year
        : null,
    beside,
    unit_figures: await readUnitFigures(db, kpi.code, {
      month: firstDayOf(month),
      segments: reading.byUnit,
      names: ranking.names
    }),
    conclusion:
      conclusionOf({
        name: kpi.name,
        unit: kpi.unit,
        direction: kpi.direction,
        month,
        value: current?.value ?? null,
        is_hidden: current?.is_hidden,
        hidden_until: current?.hidden_until,
        last_shown,
        pace: current?.pace ?? null,
        pace_kind: period.pace,
        due_on: period.due_on,
        is_final: period.is_final,
        is_unrepairable: parameterCodes(plan, "unrepairable_kpis").includes(kpi.code),
        target
      }) + besideWords(beside),
    fresh_to: freshOf(kpi.dataset_columns, await readFreshTo(db, month), on),
    unreviewed: unreviewedIn(unreviewed, kpi, unit),
    unit_name: await readUnitName(db, unit),
    withheld: monthsText(await readWithheldMonths(db, kpi.code, firstDayOf(month))),
    ranking: reading.units === "top" ? contributorsOf(ranking) : ranking,
    segments: namedGroupsOf(segments, plan),
    segment_months: await readSegmentMonths(db, kpi.code, {month, unit})
  };
}

function ownMonthIn(plan: SettledPlan, kpi: Kpi, series: KpiPoint[], month: string | undefined) {
  if (!month || !parameterCodes(plan, "monthly_rate_kpis").includes(kpi.code)) return undefined;
  return ownMonthOf(series, firstDayOf(month), {unit: kpi.unit, isSensitive: isSensitiveKpi(kpi)});
}

const isOfMoney = ({unit, dataset_columns}: Kpi) => unit === "%" && /_yuan\b/.test(dataset_columns);

/** Reads by when each deliverable of a KPI is due that is judged by its due day; one alone is in the conclusion already. */
async function readDeadlines(
  db: DuckDBConnection,
  plan: SettledPlan,
  kpi: Kpi,
  {month, on}: Pick<Filters, "month" | "on">
): Promise<Deadline[]> {
  const codes = listOf(kpi.deliverable_codes);
  if (kpiPaceOf(plan, kpi.code) !== "once" || codes.length < 2) return [];
  const tasks = await readTasks(db, plan, {month, on});
  return tasks
    .flatMap(({deliverables}) => deliverables)
    .filter(({code}) => codes.includes(code))
    .map(({code, name, status, progress, due_on}) => {
      return {code, name, status, progress, due_on, days_left: daysBetween(on, due_on)};
    });
}

export type KpiPage = NonNullable<Awaited<ReturnType<typeof readKpiPage>>>;
export type KpiNumbers = NonNullable<KpiPage["numbers"]>;
