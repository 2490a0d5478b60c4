import {remainderOf, type Share, type Shares, sumOf} from "./shares.ts";

/** One number of a KPI; the whole union's has no unit, the headline no segment. */
export interface SensitiveCell {
  unit_code: string | null;
  month: string;
  segment: string | null;
  shares: Shares;
  /** A number of which it is not known who stands behind it is never shown. */
  isUnknown?: boolean;
}

/** A unit or a segment in the months of a year; a missing cell is a visible zero. */
export interface Part {
  place: string;
  /** People in no part, such as those without a unit, can be computed if all parts are shown. */
  isRest: boolean;
  cells: (SensitiveCell | undefined)[];
}

/** The headline of a year and its parts. */
export interface Sum {
  /** Units, or a kind of segments. */
  kind: string;
  months: string[];
  headlines: SensitiveCell[];
  parts: Part[];
  insiders: Insider[];
}

/** A unit knows by its own records one part, which is its own row, or its own people in every part. */
export type Insider = {part: number} | {own: OwnNumbers};

export type OwnNumbers = (part: number, month: number) => Share;

const UNITS = "units";

/** Units add up to the union, and so do the segments of one kind. */
export function sumsOf(cells: SensitiveCell[]): Sum[] {
  const headlines = cells.filter(isHeadline).sort((a, b) => a.month.localeCompare(b.month));
  const months = headlines.map(({month}) => month);
  const kinds = new Set(cells.flatMap((cell) => kindOf(cell) ?? []));
  return [...kinds].map((kind) => {
    const own = cells.filter((cell) => kindOf(cell) === kind);
    const parts = partsOf(own, months);
    const insiders = kind === UNITS ? parts.map((_, part) => ({part})) : insidersOf(cells, parts, months);
    return {kind, months, headlines, parts: [...parts, ...restOf(kind, headlines, parts)], insiders};
  });
}

function partsOf(cells: SensitiveCell[], months: string[]): Part[] {
  const places = [...new Set(cells.map(placeOf))].sort();
  const at = new Map(cells.map((cell) => [`${placeOf(cell)} ${cell.month}`, cell]));
  return places.map((place) => ({place, isRest: false, cells: months.map((month) => at.get(`${place} ${month}`))}));
}

function restOf(kind: string, headlines: SensitiveCell[], parts: Part[]): Part[] {
  const place = `(rest) ${kind}`;
  const cells = headlines.map((total, at) => {
    const shares = remainderOf(
      total.shares,
      parts.flatMap(({cells}) => cells[at]?.shares ?? [])
    );
    return shares.size > 0 ? {...total, segment: place, shares} : undefined;
  });
  return cells.some(Boolean) ? [{place, isRest: true, cells}] : [];
}

function insidersOf(cells: SensitiveCell[], parts: Part[], months: string[]): Insider[] {
  const places = new Set(parts.map(({place}) => place));
  const owned = cells.filter(({unit_code, segment}) => unit_code !== null && segment !== null && places.has(segment));
  const numbers = new Map(
    owned.map(({unit_code, segment, month, shares}) => [`${unit_code} ${segment} ${month}`, shareOf(shares)])
  );
  const units = new Set(owned.map(({unit_code}) => unit_code));
  return [...units].map((unit) => ({
    own: (part, month) => numbers.get(`${unit} ${parts[part]?.place} ${months[month]}`) ?? shareOf()
  }));
}

export function shareOf(shares: Shares = new Map()): Share {
  return {numerator: sumOf(shares, "numerator"), denominator: sumOf(shares, "denominator")};
}

export const isHeadline = ({unit_code, segment}: SensitiveCell) => unit_code === null && segment === null;

/** What a formula asks to be listed beside (另列) adds up to nothing. */
export const isListedBeside = ({unit_code, segment}: SensitiveCell) =>
  unit_code === null && segment !== null && segment.startsWith("另列=");

export const placeOf = ({unit_code, segment}: SensitiveCell) => unit_code ?? segment ?? "";

/** Segments of units are in no published sum, because they nearly always concern one or two people. */
function kindOf(cell: SensitiveCell): string | undefined {
  if (cell.unit_code !== null) return cell.segment === null ? UNITS : undefined;
  return cell.segment === null || isListedBeside(cell) ? undefined : cell.segment.split("=", 1)[0];
}
