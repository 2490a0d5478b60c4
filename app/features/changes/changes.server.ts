import {formatValue} from "#app/format.ts";
import {type Access, may, type Visitor} from "#app/server/access.server.ts";
import {readAccountNames} from "#app/server/account-names.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {planYears} from "#app/server/filters.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {store} from "#app/server/store.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {titleOf} from "#pipelines/contracts/contracts.ts";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {type Changes, readChanges} from "#pipelines/states/changes.ts";
import type {EntryKind, LedgerEntry} from "#pipelines/states/ledger-entries.ts";
import type {ChangedKpi} from "#pipelines/states/number-changes.ts";
import {chineseDayOf, daysBefore} from "#pipelines/time/chinese-day.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {firstDayOf, isMonth} from "#pipelines/time/months.ts";

/** Reads what differs between the evenings of two days. Undefined while there is no warehouse. */
export async function readChangesPage(access: Access) {
  const days = daysOf(access.request);
  const year = Number(days.to.slice(0, 4));
  const plan = requirePlan(year);
  // A unit sees its own numbers beside the union's.
  const unit = access.unit ?? access.visitor.unit ?? undefined;
  await requireKnownUnit({unit: access.unit, year});
  const warehouse = await readWarehouse();
  if (!warehouse) return undefined;
  const data = await store();
  const closing = (await readClosings(data.ledger)).find(({month}) => month === days.month);
  // A correction is what came after the month was closed, also on that day.
  const since = closing && chineseDayOf(closing.closed_at) === days.from ? closing.closed_at : undefined;
  const changes = await readChanges(data, {...days, since, plan, unit, now: now()});
  const names = new Map((await readAllUnitNames(warehouse.db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  return {
    ...days,
    /** What is offered without asking: this month until now. */
    isOfRunningMonth: days.month === undefined && days.to === lastDay() && days.from === eveningBefore(days.to),
    isSinceClosing: since !== undefined,
    ...shownOf(changes, {visitor: access.visitor, names, nameOf: await readAccountNames()})
  };
}

export type ChangesPage = NonNullable<Awaited<ReturnType<typeof readChangesPage>>>;
export type ShownCause = ChangesPage["kpis"][number]["causes"][number];

interface Days {
  from: string;
  to: string;
  month?: string;
}

/** By default from the end of the month before to today. */
function daysOf(request: Request): Days {
  const search = new URL(request.url).searchParams;
  const to = search.get("to") || lastDay();
  if (!isDay(to)) throw badRequest(NO_DAYS);
  const from = search.get("from") || eveningBefore(to);
  const month = search.get("month") || undefined;
  if (!isDay(from)) throw badRequest(NO_DAYS);
  if (to > today()) throw badRequest("截止日期不能晚于今天。");
  if (from > to) throw badRequest("起始日期不能晚于截止日期。");
  if (month !== undefined && (!isMonth(month) || month > to.slice(0, 7)))
    throw badRequest("月份应写成 2026-07，并且不晚于截止日期。");
  const year = to.slice(0, 4);
  if (!planYears().includes(Number(year))) throw badRequest(`没有 ${year} 年的工作计划。`);
  // Another year has another plan.
  return {from: from < `${year}-01-01` ? `${year}-01-01` : from, to, ...(month && {month})};
}

const NO_DAYS = "起止日期应写成 2026-07-01 这样的年、月、日。";

/** The evening before a day's month began, or the first day of its year: another year has another plan. */
export function eveningBefore(day: string): string {
  const [evening, first] = [daysBefore(firstDayOf(day), 1), `${day.slice(0, 4)}-01-01`];
  return evening < first ? first : evening;
}

/** Today, or the last day of the newest plan's year. */
function lastDay(): string {
  const end = `${planYears().at(-1)}-12-31`;
  return today() < end ? today() : end;
}

/** A change too small for the decimals that are shown is none. */
export const isVisible = ({was, is, unit}: ChangedKpi) => formatValue(was, unit) !== formatValue(is, unit);

interface Reader {
  visitor: Visitor;
  names: Map<string, string>;
  nameOf: (account: string | null) => string | null;
}

/** So many causes of one number are named; there may be hundreds. */
const CAUSES_NAMED = 8;

function shownOf({kpis, statuses, entries}: Changes, reader: Reader) {
  const unitName = (unit: string | null) => (unit === null ? null : (reader.names.get(unit) ?? unit));
  const withCauses = <T extends {causes: LedgerEntry[]}>({causes, ...change}: T) => ({
    ...change,
    cause_count: causes.length,
    causes: causes
      .slice(-CAUSES_NAMED)
      .reverse()
      .map((cause) => causeOf(cause, reader))
  });
  const changedStatus = statuses.filter(({was, is}) => was.status !== is.status);
  return {
    kpis: kpis.filter(isVisible).map((kpi) => ({...withCauses(kpi), unit_name: unitName(kpi.unit_code)})),
    statuses: changedStatus.map(withCauses),
    progresses: statuses.filter((each) => !changedStatus.includes(each)).map(withCauses),
    entry_count: entries.length
  };
}

const KIND_WORDS: Record<EntryKind, string> = {
  sent: "报送",
  approved: "审核通过",
  held: "改为待核",
  returned: "退回",
  withdrawn: "撤回",
  restored: "重新计入"
};

/** What a reader may know of a cause: files of other units have no name and no link, sensitive ones not even a unit. */
function causeOf({submission, kind, by, at}: LedgerEntry, {visitor, names, nameOf}: Reader) {
  const {submission_id, dataset, unit_code, file_name} = submission;
  const isSensitive = isOfSensitive(dataset);
  const isOwn = visitor.unit === null || visitor.unit === unit_code;
  const isOpen = isOwn && !isSensitive;
  const sender = unit_code === null ? "校工会办公室" : (names.get(unit_code) ?? unit_code);
  return {
    what: KIND_WORDS[kind],
    title: titleOf(dataset),
    sender: isSensitive ? null : sender,
    file_name: isOpen ? (submission.kind === "zero" ? "零报告" : file_name) : null,
    by: isOpen ? nameOf(by) : null,
    on: chineseDayOf(at),
    to: isOpen && may(visitor, "see-submission") ? `/submissions/${submission_id}` : null
  };
}
