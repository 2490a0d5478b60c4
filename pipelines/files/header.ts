import {type Contract, type Field, headersOf, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {REMARK_IN_BRACKET, scaledHeader} from "./column-scale.ts";

/** Columns that a person confirmed: normalised header → field name; empty leaves the column out. */
export type ColumnChoices = Record<string, string>;

/** A header stands within so many records, below some pages of instructions. */
export const HEADER_WITHIN = 200;
/** Nearly every header stands in these rows. */
export const FIRST_ROWS = 20;

/** So many columns to the right of the header are also read, because their headers may be missing. */
export const NAMELESS_COLUMNS = 50;

/** Returns the number of columns by the header; texts beyond a wide gap do not belong to it. */
export function tableWidth(header: string[]): number {
  let width = 0;
  for (const [at, cell] of header.entries()) {
    if (cell.trim() === "") continue;
    if (width > 0 && at - width >= NAMELESS_COLUMNS) break;
    width = at + 1;
  }
  return width;
}

/** The column that our annotated files add; people send it back with the file. */
export const REMARKS_HEADER = "错误说明";

/** The header of names beside 工号, which help people and are not read. */
export const NAME_HEADER = "姓名";

/** Headers of columns that only number the rows, which nobody needs to be told of. */
export const ROW_NUMBER = /^(序号|行号|项次|no\.?|№|#)$/;

/** A unit at the end of a header that leaves the numbers as they are: (元)、/元; see column-scale.ts for 万元. */
const MEASURE = new RegExp(
  `\\((?:单位:?)?(?:人民币|rmb|cny)?(元|人|人次|名|个|次|场|篇|项|件|天|岁|%|元/人)(?:人民币)?${REMARK_IN_BRACKET}\\)$|[/:、,_-](元)$`
);

/**
 * Returns a header for comparison: full-width forms, blanks, line breaks and the marks of required columns are
 * normalised.
 */
export function headerKey(header: string): string {
  // No contract's header is nearly as long, and text of a megabyte would be compared with each of them.
  if (header.length > LONGEST_HEADER) return header;
  return header
    .normalize("NFKC")
    .replace(/[\s*★☆※▲△●◆■\u200b-\u200d]/gu, "")
    .replace(NUMBERING, "")
    .replace(/\((必填|选填)\)/g, "")
    .replace(/:$/, "")
    .toLowerCase();
}

/** The numbers of a form's columns: 3.活动名称, (3)活动名称. */
const NUMBERING = /^(?:\d{1,2}[.、．]|\(\d{1,2}\))(?=\p{Script=Han})/u;
const LONGEST_HEADER = 300;
const LONGEST_UNIT = 20;

/** Returns a header for comparison with one kind of brackets; names of confirmed columns keep theirs. */
export function plainHeader(header: string): string {
  return withRoundBrackets(headerKey(header));
}

function withRoundBrackets(key: string): string {
  return key.replace(/[[【〔{]/g, "(").replace(/[\]】〕}]/g, ")");
}

/** Tells whether a column is only for people: it is skipped without a warning. */
export function isForPeopleOnly({fields}: Contract, header: string): boolean {
  const key = headerKey(header);
  if (key === REMARKS_HEADER || ROW_NUMBER.test(key)) return true;
  return key === NAME_HEADER && fields.some(({reference}) => reference === PERSON_ID);
}

/** Normalises the headers of confirmed columns. */
export function choicesByKey(columns: Record<string, string>): ColumnChoices {
  return Object.fromEntries(Object.entries(columns).map(([header, field]) => [headerKey(header), field]));
}

/** Returns the confirmed columns whose fields the contract still has. */
export function columnsSaid({fields}: Contract, choices: ColumnChoices): ColumnChoices {
  const names = new Set(["", ...fields.map(({name}) => name)]);
  return Object.fromEntries(Object.entries(choices).filter(([, field]) => names.has(field)));
}

interface Headers {
  exact: Map<string, Field>;
  /** Headers without their unit in brackets, where that is unambiguous. */
  bare: Map<string, Field | undefined>;
}

const headersOfContracts = new WeakMap<Contract, Headers>();

function headersIn(contract: Contract): Headers {
  const known = headersOfContracts.get(contract);
  if (known) return known;
  const exact = new Map<string, Field>();
  const bare = new Map<string, Field | undefined>();
  for (const field of contract.fields) {
    for (const key of headersOf(field).map(headerKey)) {
      exact.set(key, field);
      const short = key.replace(MEASURE, "");
      bare.set(short, bare.has(short) && bare.get(short) !== field ? undefined : field);
    }
  }
  headersOfContracts.set(contract, {exact, bare});
  return {exact, bare};
}

/** Returns the field of each header; a confirmed column takes precedence over the contract. */
export function matchHeaders(
  contract: Contract,
  headers: string[],
  choices: ColumnChoices = {}
): (Field | undefined)[] {
  return headers.map((header) => fieldNamed(contract, header, choices));
}

function fieldNamed(contract: Contract, header: string, choices: ColumnChoices): Field | undefined {
  if (header === "" && choices[header] === undefined) return undefined;
  const {key, measureless, scaled} = formsOf(header);
  if (Object.hasOwn(choices, key)) return contract.fields.find(({name}) => name === choices[key]);
  if (measureless === undefined) return undefined;
  const {exact, bare} = headersIn(contract);
  return exact.get(key) ?? bare.get(measureless) ?? (scaled === undefined ? undefined : scaledField(scaled, bare));
}

/** What a header is compared by, whichever contract it is compared with. */
interface HeaderForms {
  key: string;
  /** Without a unit that leaves the numbers as they are; missing where no contract can have such a header. */
  measureless?: string;
  /** Without a large unit, such as 支出(万元). */
  scaled?: string;
}

/**
 * A quarter of a megabyte of cells is compared with all contracts, most of it several times, and all of that at once. So
 * what was worked out is kept until then, and no cell of anybody's file for longer.
 */
const NO_HEADER: HeaderForms = {key: ""};
const knownForms = new Map<string, HeaderForms>();

function formsOf(header: string): HeaderForms {
  if (header === "") return NO_HEADER;
  const known = knownForms.get(header);
  if (known) return known;
  const key = headerKey(header);
  if (key === "" || key.length > LONGEST_HEADER) return {key};
  const plain = withRoundBrackets(key);
  const forms = {key, measureless: plain.replace(MEASURE, ""), scaled: scaledHeader(plain)?.bare};
  if (knownForms.size === 0) queueMicrotask(() => knownForms.clear());
  knownForms.set(header, forms);
  return forms;
}

/** The number column that a header names without its large unit. */
function scaledField(name: string, bare: Headers["bare"]): Field | undefined {
  const field = bare.get(name) ?? bare.get(name.replace(MEASURE, ""));
  return field?.type === "number" || field?.type === "integer" ? field : undefined;
}

/** The unit that a header names and that leaves the numbers as they are: 支出(元). */
export function measureOf(header: string): string | undefined {
  const found = MEASURE.exec(plainHeader(header));
  return found?.[1] ?? found?.[2];
}

/** Counts the different fields that these headers name. */
export function fieldHits(contract: Contract, headers: string[], choices: ColumnChoices = {}): number {
  const fields = new Set<Field>();
  for (const header of headers) {
    const field = fieldNamed(contract, header, choices);
    if (field) fields.add(field);
  }
  return fields.size;
}

export interface HeaderFound {
  hits: number;
  /** The index of the header row; of two joined rows, the lower. */
  at: number;
  cells: string[];
}

/** Tells whether all required columns are there. */
function hasRequired({fields}: Contract, named: (Field | undefined)[]): boolean {
  return fields.every((field) => !field.constraints?.required || named.includes(field));
}

/** Looks for a header in the first rows, and further down only if none there is complete. */
export function nearOrFar<Found extends HeaderFound>(
  contract: Contract,
  choices: ColumnChoices | undefined,
  headerWithin: (rowCount: number) => Found
): Found {
  const near = headerWithin(FIRST_ROWS);
  return hasRequired(contract, matchHeaders(contract, near.cells, choices)) ? near : headerWithin(HEADER_WITHIN);
}

/**
 * Finds the likeliest header among rows. Two rows count as one header where their joined texts name more columns.
 * `isBelow` tells whether a row stands directly below the one before it.
 */
export function headerIn(
  contract: Contract,
  rows: string[][],
  choices: ColumnChoices = {},
  isBelow: (at: number) => boolean = () => true
): HeaderFound {
  let best: HeaderFound = {hits: -1, at: 0, cells: []};
  const consider = (at: number, cells: string[]) => {
    const hits = fieldHits(contract, cells, choices);
    if (hits > best.hits) best = {hits, at, cells};
  };
  rows.forEach((cells, at) => consider(at, cells));
  rows.forEach((cells, at) => {
    const upper = rows[at - 1];
    if (upper && isBelow(at)) consider(at, joined(contract, upper, cells, choices));
  });
  const below = best.at + 1;
  const cells = rows[below] && isBelow(below) ? withUnits(best.cells, rows[below]) : undefined;
  const hits = cells ? fieldHits(contract, cells, choices) : 0;
  return cells && hits > 0 && hits >= best.hits ? {hits, at: below, cells} : best;
}

const DASH = /^[-—–/]*$/;

/**
 * Returns a header with the units that stand in the row below it, or undefined if that row is another one. Where it
 * has been joined before, it contains the header too.
 */
function withUnits(header: string[], below: string[]): string[] | undefined {
  let hasUnit = false;
  const cells: string[] = [];
  for (let at = 0; at < Math.max(header.length, below.length); at++) {
    const [above, text] = [trimmed(header[at]), trimmed(below[at])];
    const unit = unitAlone(text.startsWith(above) ? text.slice(above.length) : text);
    if (unit === undefined && text !== above && !DASH.test(text)) return undefined;
    hasUnit ||= unit !== undefined;
    const isNamed = above === "" || unit === undefined || plainHeader(above).endsWith(plainHeader(`（${unit}）`));
    cells.push(isNamed ? above : `${above}（${unit}）`);
  }
  return hasUnit ? cells : undefined;
}

/** A cell that is a unit, without its brackets. */
function unitAlone(text: string): string | undefined {
  if (text.length > LONGEST_UNIT) return undefined;
  const unit = text.replace(/^[（([【〔]/, "").replace(/[）)\]】〕]$/, "");
  const key = plainHeader(`（${unit}）`);
  return MEASURE.exec(key)?.index === 0 || scaledHeader(key)?.bare === "" ? unit : undefined;
}

/**
 * Joins two header rows. A merged cell has its text in the first cell: the upper text extends to the right, and down
 * where the lower row is blank.
 */
function joined(contract: Contract, upper: string[], lower: string[], choices: ColumnChoices): string[] {
  let group = "";
  const isHeader = (text: string) => fieldNamed(contract, text, choices) !== undefined;
  return Array.from({length: Math.max(upper.length, lower.length)}, (_, at) => {
    const [above, below] = [trimmed(upper[at]), trimmed(lower[at])];
    group = above || group;
    if (below === "") return above;
    if (group.length > LONGEST_HEADER || below.length > LONGEST_HEADER || isHeader(below)) return below;
    return isHeader(group + below) ? group + below : below;
  });
}

/** Most cells of a wide row are empty. */
const trimmed = (cell = "") => (cell === "" ? "" : cell.trim());
