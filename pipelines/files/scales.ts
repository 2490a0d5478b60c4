import type {Field} from "#pipelines/contracts/contract.ts";
import {type ColumnScale, isCount, isMoney, scaledHeader} from "./column-scale.ts";
import {measureOf, plainHeader} from "./header.ts";
import {endsWithMark, hasUnitMark, type StatedUnit, statedIn, statedUnits} from "./stated-units.ts";

/** What may name the unit of a column. */
export interface AroundTable {
  headers: string[];
  fields: (Field | undefined)[];
  /** The rows above the header. */
  above: string[][];
  /** Other texts around the table: notes below it, the names of the sheet and of the file. */
  others: string[][];
}

type Kind = "money" | "counts";

/** Returns the scale of each number column; undefined where the numbers are as they stand. */
export function scalesOf(table: AroundTable): (ColumnScale | undefined)[] {
  const {headers, fields} = table;
  const hasMoney = fields.some((field) => field !== undefined && isMoney(field));
  const isOf = (kind: Kind) => (unit: StatedUnit) =>
    unit.of === kind || (unit.of === "any" && (kind === "money") === hasMoney);
  const {over, stated} = unitsAround(table, isOf);
  const isUnnamed = (at: number) => measureOf(headers[at]!) === undefined && ownScale(headers[at]!) === undefined;
  const unnamedCounts = fields.filter((field, at) => kindOf(field) === "counts" && isUnnamed(at) && !over[at]?.length);
  return fields.map((field, at) => {
    if (field?.type !== "number" && field?.type !== "integer") return undefined;
    const own = ownScale(headers[at]!);
    const kind = kindOf(field);
    if (own || !kind) return own;
    // 单位：万人 does not say which of several numbers of people it means.
    const isClear = kind === "money" || unnamedCounts.length === 1;
    return scaleAround(measureOf(headers[at]!), over[at]!, stated.filter(isOf(kind)), isClear);
  });
}

function kindOf(field: Field | undefined): Kind | undefined {
  if (!field) return undefined;
  if (isMoney(field)) return "money";
  return isCount(field) ? "counts" : undefined;
}

/** The large unit in a header; 支出（元）（万元） names another one too. */
function ownScale(header: string): ColumnScale | undefined {
  const scaled = scaledHeader(plainHeader(header));
  if (!scaled) return undefined;
  const {bare, tens, words} = scaled;
  const measure = measureOf(bare);
  return {tens, words, ...(measure !== undefined && {contradicts: {own: measure, other: words}})};
}

/** The scale of a column whose header has no large unit. */
function scaleAround(
  measure: string | undefined,
  over: StatedUnit[],
  stated: StatedUnit[],
  isClear: boolean
): ColumnScale | undefined {
  const nearest = over.length > 0 ? over : stated;
  const large = nearest.filter(({tens}) => tens > 0);
  const sure = [...over, ...stated].find(({tens, isSure}) => tens > 0 && isSure);
  const own = measure ?? (large.length === 0 && over.length > 0 ? over[0]!.words : undefined);
  if (own !== undefined) {
    return sure && {tens: sure.tens, words: sure.words, contradicts: {own, other: sure.words}};
  }
  if (large.length === 0) return undefined;
  const {tens, words} = large[0]!;
  const isOne = nearest.every((unit) => unit.tens === tens) && large.some(({isSure}) => isSure);
  if (isOne && (isClear || over.length > 0)) return {tens, words};
  return {contradicts: {own: "", other: [...new Set(nearest.map((unit) => unit.words))].join("、")}};
}

interface UnitsAround {
  /** The units that stand over each column. */
  over: StatedUnit[][];
  /** The units of the whole table. */
  stated: StatedUnit[];
}

/** Tells the units in the row of groups directly above the header from those of the other lines. */
function unitsAround(
  {headers, fields, above, others}: AroundTable,
  isOf: (kind: Kind) => (unit: StatedUnit) => boolean
) {
  const groups = groupsIn(above.at(-1) ?? []);
  const lines = [...(groups.length > 0 ? above.slice(0, -1) : above), ...others];
  const around: UnitsAround = {over: headers.map(() => []), stated: statedIn(lines)};
  for (const {text, from, to} of groups) {
    // Of two joined header rows the upper has headers too.
    if (headers[from]?.startsWith(text)) continue;
    const units = statedUnits(text, {isOverColumn: !hasUnitMark(text)});
    if (hasUnitMark(text)) around.stated.push(...units);
    else {
      fields.slice(from, to).forEach((field, at) => {
        const kind = kindOf(field);
        if (kind) around.over[from + at]!.push(...units.filter(isOf(kind)));
      });
      // What stands over one column may be meant for another one too.
      around.stated.push(...units.map((unit) => ({...unit, isSure: false})));
    }
  }
  return around;
}

/** A cell above some columns of the header. */
interface Group {
  text: string;
  from: number;
  to: number;
}

/** A merged cell has its text in the first cell. A line with nothing but its first cell is a title. */
function groupsIn(cells: string[]): Group[] {
  const filled = cells.flatMap((cell, at) => (cell.trim() === "" ? [] : [{text: cell.trim(), at}]));
  if (filled.length === 0 || (filled.length === 1 && filled[0]!.at === 0)) return [];
  return filled.map(({text, at}, index) => {
    const before = filled[index - 1]?.text ?? "";
    return {text: endsWithMark(before) ? before + text : text, from: at, to: filled[index + 1]?.at ?? Infinity};
  });
}
