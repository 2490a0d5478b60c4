import {formatMoney, formatNumber, formatShortMonth, formatValue} from "#app/format.ts";
import {type SegmentGroup, splitUnit} from "./segments.ts";

export interface BesideFigure {
  name: string;
  text: string;
  value: number | null;
}

export interface LastShown {
  segment: string;
  month: string;
  value: number | null;
}

interface BesideOptions {
  denominator?: number | null;
  /** What was last shown of hidden segments. */
  lastShown?: LastShown[];
}

/** More names would make a sentence unreadable; the table of segments has them all. */
const MOST_NAMED = 9;

/**
 * Returns the visible figures that belong beside a headline: a segment such as `另列=未答复（件）` or `满意度=满意`, a whole
 * list such as `未发放（人次）`, or the headline's own denominator, as `分母=在档（人）`.
 */
export function besideOf(
  groups: SegmentGroup[],
  entries: string[],
  {denominator, lastShown = []}: BesideOptions = {}
): BesideFigure[] {
  return entries.flatMap((entry) => {
    const [dimension = "", value] = entry.split("=");
    if (value === undefined) return listFigure(groups, dimension);
    return dimension === "分母" ? denominatorFigure(value, denominator) : segmentFigure(groups, entry, lastShown);
  });
}

function segmentFigure(groups: SegmentGroup[], entry: string, lastShown: LastShown[]): BesideFigure[] {
  const cut = entry.indexOf("=");
  const [dimension, segment] = [entry.slice(0, cut), entry.slice(cut + 1)];
  const name = segment.replace(/（[^（）]+）$/, "");
  const row = groups
    .find((group) => group.dimension === dimension)
    ?.rows.find((each) => each.name === name || each.name === segment);
  if (row?.is_hidden)
    return lastShownFigure(
      name,
      row.unit,
      lastShown.find((each) => each.segment === entry)
    );
  if (!row || row.value === null) return [];
  return [{name, text: textOf(row.value, row.unit), value: row.value}];
}

/** “43.5 %（9月）” */
function lastShownFigure(name: string, unit: string, last: LastShown | undefined): BesideFigure[] {
  if (!last || last.value === null) return [];
  const text = `${textOf(last.value, unit)}（${formatShortMonth(last.month)}）`;
  return [{name, text, value: last.value}];
}

function listFigure(groups: SegmentGroup[], dimension: string): BesideFigure[] {
  const {name, unit} = splitUnit(dimension) ?? {name: dimension, unit: ""};
  const rows = groups.find((group) => group.is_list && group.dimension === name)?.rows ?? [];
  const isShare = unit === "%";
  const named = rows
    .flatMap((row) => (row.value !== null && (row.value !== 0 || isShare) ? [{name: row.name, value: row.value}] : []))
    .toSorted((a, b) => b.value - a.value || a.name.localeCompare(b.name, "zh", {numeric: true}));
  if (named.length === 0) return [];
  const value = named.reduce((sum, each) => sum + each.value, 0);
  // Shares add up to nothing.
  const text = isShare
    ? named.map((each) => `${each.name} ${textOf(each.value, unit)}`).join("、")
    : `${textOf(value, unit)}（${namesOf(named, unit)}）`;
  return [{name, text, value: isShare ? named.length : value}];
}

/** “中秋节 48、国庆节 86”; a list in which everything occurs once has names only. */
function namesOf(named: {name: string; value: number}[], unit: string): string {
  const isNamesOnly = named.length === 1 || named.every(({value}) => value === 1);
  const words = named.slice(0, MOST_NAMED).map(({name, value}) => {
    if (isNamesOnly) return name;
    return `${name} ${unit === "元" ? formatMoney(value) : formatNumber(value)}`;
  });
  return `${words.join("、")}${named.length > MOST_NAMED ? "等" : ""}`;
}

function denominatorFigure(words: string, denominator: number | null | undefined): BesideFigure[] {
  const {name, unit} = splitUnit(words) ?? {name: words, unit: ""};
  if (typeof denominator !== "number") return [];
  return [{name, text: textOf(denominator, unit), value: denominator}];
}

const textOf = (value: number, unit: string) => (unit === "元" ? formatMoney(value) : formatValue(value, unit));

/** “；逾期答复 5 件、未答复 3 件”: leaves out figures of 0. */
export function besideWords(figures: BesideFigure[]): string {
  const said = figures.filter(({value}) => value !== 0).map(({name, text}) => `${name} ${text}`);
  return said.length === 0 ? "" : `；${said.join("、")}`;
}
