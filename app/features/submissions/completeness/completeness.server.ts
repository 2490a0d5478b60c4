import type {DuckDBConnection} from "@duckdb/node-api";
import {redirect} from "@remix-run/node";
import {formatMoment} from "#app/format.ts";
import {type Access, may, type Visitor} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {defaultMonth, monthBefore, monthsOf, readFilters} from "#app/server/filters.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import {readLedger} from "#app/server/store.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {readAccounts} from "#pipelines/accounts/accounts.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {type Matrix, readMatrix} from "#pipelines/completeness/matrix.ts";
import {measuresBy, measuresOf, readRosterCoverage} from "#pipelines/completeness/measures.ts";
import {readWaitingRows} from "#pipelines/numbers/waiting-rows.ts";
import {monthsText} from "#pipelines/time/months-text.ts";
import {type OwingUnit, owingOf} from "#pipelines/completeness/owed.ts";
import {reminderOf, reminderToAll} from "#pipelines/completeness/reminder.ts";
import {readReturnReasons} from "#pipelines/ledger/verdict-history.ts";
import {addressOf, datasetView, monthView, officeView, unitView} from "./matrix-rows.server.ts";
import {completenessSentence, silentUnits} from "./completeness-sentence.ts";
import type {LedgerReader} from "#pipelines/ledger/ledger.ts";
import {readSetting} from "#pipelines/ledger/settings.ts";
import {isMonth} from "#pipelines/time/months.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

/**
 * Reads the completeness of a month, of `?dataset=D` or, for a unit, of `?unit=U`. Returns undefined while no warehouse
 * exists.
 */
export async function readCompleteness(access: Access) {
  const url = new URL(access.request.url);
  const dataset = url.searchParams.get("dataset") || undefined;
  // Nothing of the running month is due yet, so the default is the last month that has ended; a unit's page shows the
  // year.
  const before = monthBefore(defaultMonth());
  if (!url.searchParams.get("month") && !dataset && access.unit === undefined && before) {
    url.searchParams.set("month", before);
    throw redirect(`${url.pathname}${url.search}`);
  }
  // The address names the page's own unit, so that the header can show it.
  if (access.unit !== undefined && !["unit", "month", "dataset"].some((name) => url.searchParams.get(name))) {
    url.searchParams.set("unit", access.unit);
    throw redirect(`${url.pathname}${url.search}`);
  }
  const filters = readFilters(access);
  const warehouse = await readWarehouse();
  if (!warehouse) return undefined;
  await requireKnownUnit(filters);
  const ledger = await readLedger();
  const on = today();
  const matrix = await readMatrix(warehouse.db, ledger, {
    year: filters.year,
    on,
    // What was sent today is shown even where the page looks at an earlier day.
    until: chineseDayOf(now())
  });
  const title = matrix.datasets.find((each) => each.dataset === dataset)?.title;
  if (dataset !== undefined && title === undefined) throw notFound(`没有要定期报送的“${dataset.slice(0, 40)}”。`);
  const {month, unit} = filters;
  const begun = monthsOf(filters.year);
  const roster = await readRosterCoverage(warehouse.db, month);
  const shared = {month, on, unit: unit ?? null, dataset: dataset ?? null, months: begun};
  const unitName = matrix.units.find(({unit_code}) => unit_code === unit)?.unit_name;
  if (unit !== undefined) {
    const cells = matrix.cells.filter((cell) => cell.unit_code === unit && begun.includes(cell.month));
    const measures = measuresOf(cells);
    const {visitor} = access;
    const mayOpen = visitor !== undefined && may(visitor, "see-submission");
    const mayCount = visitor !== undefined && may(visitor, "sensitive-rows");
    return {
      ...shared,
      unit,
      kind: "unit" as const,
      unit_name: unitName ?? unit,
      sentence: completenessSentence(`${unitName ?? unit}${filters.year}年`, measures, cells),
      measures,
      roster: roster.filter(({unit_code}) => unit_code === unit),
      view: unitView(matrix, {unit, months: begun, mayOpen: await mayOpenOf(visitor)}),
      todo: todoOf(matrix, unit),
      done: zeroDoneOf(matrix, url.searchParams.get("zero") ?? ""),
      waiting: await waitingOf(warehouse.db, matrix, {unit, mayOpen}),
      submissions: await submissionsOf(unit, matrix, {mayOpen, mayCount})
    };
  }
  const isOfScope = dataset
    ? (cell: {dataset: string; month: string}) => cell.dataset === dataset && begun.includes(cell.month)
    : (cell: {month: string; unit_code: string | null}) => cell.month === month && cell.unit_code !== null;
  const cells = matrix.cells.filter(isOfScope);
  const measures = measuresOf(cells);
  const subject = title ? `${title}${filters.year}年` : `${Number(month.slice(5, 7))}月`;
  const isOfMonth = url.searchParams.get("owed") === "month";
  const owing = owingOf({
    ...matrix,
    cells: matrix.cells.filter((cell) => (!dataset || cell.dataset === dataset) && (!isOfMonth || cell.month === month))
  });
  const view = dataset ? datasetView(matrix, dataset, begun) : monthView(matrix, month);
  const silent = dataset ? [] : silentUnits(view.rows);
  const silence = silent.length > 0 ? `；${silent.length} 个单位一份未报` : "";
  const titles = new Map(matrix.datasets.map((each) => [each.dataset, each.title]));
  return {
    ...shared,
    kind: "union" as const,
    title: title ?? null,
    sentence: `${completenessSentence(subject, measures, cells)}${silence}`,
    silent,
    measures,
    roster,
    byDataset: [...measuresBy(cells, (cell) => cell.dataset)].map(([key, of]) => ({
      key,
      title: titles.get(key)!,
      ...of
    })),
    view,
    office: dataset ? null : officeView(matrix, begun),
    isOfMonth,
    owing: await owingLines(ledger, owing, {on, address: url.origin, mayContact: isOffice(access.visitor)}),
    waiting: await waitingOf(warehouse.db, matrix, {mayOpen: isOffice(access.visitor)}),
    // Only for who may remind the units.
    reminder: access.visitor && may(access.visitor, "settings") ? reminderToAll(owing, {on, address: url.origin}) : null
  };
}

export type Completeness = NonNullable<Awaited<ReturnType<typeof readCompleteness>>>;
export type UnionCompleteness = Extract<Completeness, {kind: "union"}>;
export type UnitCompleteness = Extract<Completeness, {kind: "unit"}>;

/** Returns each unit with its reminder, the day of its last one and, for the office, whom to contact. */
async function owingLines(
  ledger: LedgerReader,
  owing: OwingUnit[],
  options: {on: string; address: string; mayContact: boolean}
) {
  const contacts = options.mayContact ? await readContacts(ledger) : new Map<string, string>();
  return Promise.all(
    owing.map(async (unit) => {
      const {unit_code, unit_name, count, returned, days, items} = unit;
      return {
        unit_code,
        unit_name,
        count,
        returned,
        days,
        items: items.map(({title, cells}) => `${title}（${monthsText(cells.map(({month}) => month))}）`),
        reminder: unit_code === null ? null : reminderOf(unit, options),
        contact: contacts.get(unit_code ?? "") ?? null,
        reminded_on: unit_code === null ? null : ((await readSetting(ledger, `reminded/${unit_code}`)) ?? null)
      };
    })
  );
}

/** Reads by unit what its accounts in use are called; a unit whose accounts have no name has no contact. */
async function readContacts(ledger: LedgerReader): Promise<Map<string, string>> {
  const contacts = new Map<string, string>();
  for (const {unit_code, display_name, disabled_at} of await readAccounts(ledger)) {
    if (unit_code === null || display_name === null || disabled_at !== null) continue;
    const others = contacts.get(unit_code);
    contacts.set(unit_code, others === undefined ? display_name : `${others}、${display_name}`);
  }
  return contacts;
}

/** Returns the zero report that the address says was just accepted. */
function zeroDoneOf({datasets}: Matrix, asked: string) {
  const [dataset = "", month = ""] = asked.split("_");
  const title = datasets.find((each) => each.dataset === dataset)?.title;
  return title !== undefined && isMonth(month) ? {title, month} : null;
}

/** Returns what a unit has to do next: overdue reports first, the oldest on top, then those that fall due. */
function todoOf({cells, datasets}: Matrix, unit: string) {
  const running = today().slice(0, 7);
  const titles = new Map(datasets.map(({dataset, title}) => [dataset, title]));
  const open = cells.filter(
    ({unit_code, state, month}) =>
      unit_code === unit && (state === "missing" || state === "returned" || (state === "not-due" && month <= running))
  );
  return open
    .sort((a, b) => a.due_on.localeCompare(b.due_on))
    .map((cell) => {
      const {dataset, month, state, due_on, days_late, return_reason, has_sent_rows} = cell;
      const sendTo = addressOf({...cell, submission_ids: []});
      return {
        dataset,
        title: titles.get(dataset)!,
        month,
        state,
        due_on,
        days_late,
        return_reason,
        sendTo,
        mayBeZero: !has_sent_rows,
        isRunning: month >= running
      };
    });
}

const isOffice = (visitor: Visitor | undefined) => visitor !== undefined && may(visitor, "verdicts");

/** Reads submissions with rows that wait for a roster, oldest first; none for visitors who may not open them. */
async function waitingOf(
  db: DuckDBConnection,
  {datasets, units}: Matrix,
  {unit, mayOpen}: {unit?: string; mayOpen: boolean}
) {
  if (!mayOpen) return [];
  const sent = new Map((await readSubmissions(await readLedger())).map((each) => [each.submission_id, each]));
  const titles = new Map(datasets.map(({dataset, title}) => [dataset, title]));
  return (await readWaitingRows(db)).flatMap((waiting) => {
    const {unit_code = null, file_name, sent_at} = sent.get(waiting.submission_id) ?? {};
    if (sent_at === undefined || (unit !== undefined && unit_code !== unit)) return [];
    const sender = units.find((each) => each.unit_code === unit_code)?.unit_name ?? unit_code ?? "校工会办公室";
    return [{...waiting, title: titles.get(waiting.dataset) ?? waiting.dataset, sender, file_name}];
  });
}

/** Returns which submissions a visitor may open: a unit only those that it sent itself. */
async function mayOpenOf(visitor: Visitor | undefined): Promise<(submissionId: string) => boolean> {
  if (visitor?.role !== "unit") return () => true;
  const submissions = await readSubmissions(await readLedger());
  const own = new Set(submissions.flatMap((each) => (each.unit_code === visitor.unit ? [each.submission_id] : [])));
  return (submissionId) => own.has(submissionId);
}

/**
 * Reads the unit's own submissions, newest first. Of a sensitive one, visitors without permission learn only that it
 * came, and only its readers see its row count.
 */
async function submissionsOf(
  unit: string,
  {datasets}: Matrix,
  {mayOpen, mayCount}: {mayOpen: boolean; mayCount: boolean}
) {
  const ledger = await readLedger();
  const reasons = await readReturnReasons(ledger);
  const titles = new Map(datasets.map(({dataset, title}) => [dataset, title]));
  return (await readSubmissions(ledger))
    .filter(({unit_code}) => unit_code === unit)
    .sort((a, b) => b.sent_at.localeCompare(a.sent_at) || b.sent_order - a.sent_order)
    .map(({submission_id, dataset, file_name, sent_at, verdict, read_count, skipped_count, kind, as_of}) => {
      const isTold = mayOpen || !isOfSensitive(dataset);
      const isCounted = mayCount || !isOfSensitive(dataset);
      const name = kind === "zero" ? `零报告（${as_of.slice(0, 7)}）` : file_name;
      return {
        submission_id,
        title: titles.get(dataset) ?? dataset,
        file_name: isTold || kind === "zero" ? name : "不显示",
        sent_at: formatMoment(sent_at),
        row_count: isCounted ? read_count - skipped_count : null,
        verdict,
        reason: verdict === "return" && isTold ? (reasons.get(submission_id) ?? null) : null
      };
    });
}
