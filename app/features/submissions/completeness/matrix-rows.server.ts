import {formatShortMonth} from "#app/format.ts";
import type {Cell, Matrix, ReportState} from "#pipelines/completeness/matrix.ts";
import {type Measures, measuresOf} from "#pipelines/completeness/measures.ts";

/** A cell of the table: one report, or null where none is expected. */
export interface CellView {
  state: ReportState;
  days_late: number;
  row_count: number;
  is_waiting: boolean;
  /** The link to the submission or to the upload page; null where the visitor may not open it. */
  to: string | null;
  submissions: number;
  due_on: string;
}

export interface MatrixView {
  /** The header of the first column: 单位 or 月份. */
  corner: string;
  columns: {key: string; title: string; to?: string}[];
  rows: {key: string; title: string; to?: string; cells: (CellView | null)[]; measures: Measures}[];
}

interface Axis {
  key: string;
  title: string;
  to?: string;
}

export const OFFICE_KEY = "office";

/** One month: units by datasets. */
export function monthView({cells, datasets, units}: Matrix, month: string): MatrixView {
  const shown = cells.filter((cell) => cell.month === month && cell.unit_code !== null);
  const columns = datasets
    .filter(({dataset}) => shown.some((cell) => cell.dataset === dataset))
    .map(({dataset, title}) => ({key: dataset, title: shortTitle(title), to: `/submissions?dataset=${dataset}`}));
  const rows = units.map((unit) => unitAxis(unit));
  return worstFirst(viewOf("单位", rows, columns, shown, (cell) => [cell.unit_code ?? OFFICE_KEY, cell.dataset]));
}

/** Sorts units with the most missing reports first, the others by code. */
function worstFirst(view: MatrixView): MatrixView {
  const lacking = ({measures}: MatrixView["rows"][number]) => measures.missing + measures.returned;
  return {...view, rows: [...view.rows].sort((a, b) => lacking(b) - lacking(a))};
}

/** The reports that the office itself owes in the year. */
export function officeView({cells, datasets}: Matrix, months: string[]): MatrixView {
  const shown = cells.filter((cell) => cell.unit_code === null && months.includes(cell.month));
  const columns = datasets
    .filter(({isFromUnits}) => !isFromUnits)
    .map(({dataset, title}) => ({key: dataset, title: shortTitle(title), to: `/submissions?dataset=${dataset}`}));
  return viewOf("月份", newestFirst(months), columns, shown, (cell) => [cell.month, cell.dataset]);
}

/** One unit: months by datasets. Submissions that the office sent have no link for the unit. */
export function unitView(
  {cells, datasets}: Matrix,
  {unit, months, mayOpen}: {unit: string; months: string[]; mayOpen: (submissionId: string) => boolean}
): MatrixView {
  const shown = cells
    .filter((cell) => cell.unit_code === unit && months.includes(cell.month))
    .map((cell) => ({...cell, submission_ids: cell.submission_ids.filter(mayOpen)}));
  const columns = datasets
    .filter(({isFromUnits}) => isFromUnits)
    .map(({dataset, title}) => ({key: dataset, title: shortTitle(title)}));
  return viewOf("月份", newestFirst(months), columns, shown, (cell) => [cell.month, cell.dataset]);
}

/** One dataset: units by months. */
export function datasetView({cells, units}: Matrix, dataset: string, months: string[]): MatrixView {
  const shown = cells.filter((cell) => cell.dataset === dataset && months.includes(cell.month));
  const isOffice = shown.some(({unit_code}) => unit_code === null);
  const rows = isOffice ? [{key: OFFICE_KEY, title: "校工会"}] : units.map((unit) => unitAxis(unit));
  const columns = months
    .filter((month) => shown.some((cell) => cell.month === month))
    .map((month) => ({key: month, title: formatShortMonth(month)}));
  return worstFirst(viewOf("单位", rows, columns, shown, (cell) => [cell.unit_code ?? OFFICE_KEY, cell.month]));
}

function viewOf(
  corner: string,
  rows: Axis[],
  columns: Axis[],
  cells: Cell[],
  placeOf: (cell: Cell) => [row: string, column: string]
): MatrixView {
  const byPlace = new Map(cells.map((cell) => [placeOf(cell).join(" "), cell]));
  return {
    corner,
    columns,
    rows: rows
      .map((row) => {
        const own = columns.map(({key}) => byPlace.get(`${row.key} ${key}`));
        const expected = own.filter((cell) => cell !== undefined);
        return {...row, cells: own.map((cell) => (cell ? cellView(cell) : null)), measures: measuresOf(expected)};
      })
      .filter(({measures}) => measures.asked > 0)
  };
}

const unitAxis = ({unit_code, unit_name}: {unit_code: string; unit_name: string}) => ({
  key: unit_code,
  title: unit_name,
  to: `/submissions?unit=${encodeURIComponent(unit_code)}`
});
const newestFirst = (months: string[]) => months.map(monthAxis).reverse();
const monthAxis = (month: string) => ({key: month, title: formatShortMonth(month)});

function cellView(cell: Cell): CellView {
  const {state, days_late, row_count, is_waiting, due_on, submission_ids} = cell;
  const isSent = state !== "missing" && state !== "not-due";
  const to = isSent && submission_ids.length === 0 ? null : addressOf(cell);
  return {state, days_late, row_count, is_waiting, due_on, to, submissions: submission_ids.length};
}

/** Links to the newest submission of a report or, where there is none, to the upload page. */
export function addressOf({submission_ids, dataset, unit_code, month}: Cell): string {
  const newest = submission_ids.at(-1);
  if (newest !== undefined) return `/submissions/${newest}`;
  const asked = new URLSearchParams({dataset, ...(unit_code === null ? {} : {unit: unit_code}), month});
  return `/submissions/new?${asked}`;
}

/** “活动台账” rather than “活动台账（…）”: the part of a title that fits a column. */
function shortTitle(title: string): string {
  return title.replace(/台账$|明细$|填报$|月报$|名册$/, "");
}
