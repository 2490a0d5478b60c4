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

/** A unit or a segment in the months of a year; without a cell it is a zero that everybody sees. */
export interface Part {
  place: string;
  /** What stands in no part, such as people without a unit: it is computed where all parts are shown. */
  isRest: boolean;
  cells: (SensitiveCell | undefined)[];
}

/** The headline of a year and the parts that make it up. */
export interface Sum {
  /** Units, or a kind of segments. */
  kind: string;
  months: string[];
  parts: Part[];
  /** What each unit knows of the parts by its own records. */
  knownTo: Map<string, OwnNumbers>;
}

/** A unit's own in each part, in each month. */
export type OwnNumbers = (part: number, month: number) => Share;

const UNITS = "units";

/** Units add up to the union, and so do the segments of one kind. */
export function sumsOf(cells: SensitiveCell[]): Sum[] {
  const headlines = cells.filter(isHeadline);
  const months = headlines.map(({month}) => month).sort();
  const kinds = new Set(cells.flatMap((cell) => kindOf(cell) ?? []));
  return [...kinds].map((kind) => {
    const own = cells.filter((cell) => kindOf(cell) === kind);
    const parts = partsOf(own, months);
    const totals = months.map((month) => headlines.find((cell) => cell.month === month)!);
    return {
      kind,
      months,
      parts: [...parts, ...restOf(kind, totals, parts)],
      knownTo: ownersOf(kind, cells, parts, months)
    };
  });
}

function partsOf(cells: SensitiveCell[], months: string[]): Part[] {
  const places = [...new Set(cells.map(placeOf))].sort();
  const at = new Map(cells.map((cell) => [`${placeOf(cell)} ${cell.month}`, cell]));
  return places.map((place) => ({place, isRest: false, cells: months.map((month) => at.get(`${place} ${month}`))}));
}

function restOf(kind: string, totals: SensitiveCell[], parts: Part[]): Part[] {
  const place = `(rest) ${kind}`;
  const cells = totals.map((total, at) => {
    const shares = remainderOf(
      total.shares,
      parts.flatMap(({cells}) => cells[at]?.shares ?? [])
    );
    return shares.size > 0 ? {...total, segment: place, shares} : undefined;
  });
  return cells.some(Boolean) ? [{place, isRest: true, cells}] : [];
}

/** A unit knows its own row, and its own people in every kind. */
function ownersOf(kind: string, cells: SensitiveCell[], parts: Part[], months: string[]): Map<string, OwnNumbers> {
  const units = [...new Set(cells.flatMap(({unit_code}) => unit_code ?? []))];
  const isUnits = kind === UNITS;
  const numbers = new Map(
    cells
      .filter((cell) => cell.unit_code !== null && (cell.segment === null) === isUnits)
      .map((cell) => [`${cell.unit_code} ${isUnits ? placeOf(cell) : cell.segment} ${cell.month}`, cell.shares])
  );
  return new Map(
    units.map((unit) => [unit, (part, month) => shareOf(numbers.get(`${unit} ${parts[part]!.place} ${months[month]}`))])
  );
}

export function shareOf(shares: Shares | undefined): Share {
  if (!shares) return {numerator: 0, denominator: 0};
  return {numerator: sumOf(shares, "numerator"), denominator: sumOf(shares, "denominator")};
}

export const isHeadline = ({unit_code, segment}: SensitiveCell) => unit_code === null && segment === null;

/** What a formula asks to be listed beside (另列) adds up to nothing. */
export const isListedBeside = ({unit_code, segment}: SensitiveCell) =>
  unit_code === null && segment !== null && segment.startsWith("另列=");

export const placeOf = ({unit_code, segment}: SensitiveCell) => unit_code ?? segment ?? "";

/** A segment of a unit is in no sum that is shown: nearly always it speaks of one or two people. */
function kindOf(cell: SensitiveCell): string | undefined {
  if (cell.unit_code !== null) return cell.segment === null ? UNITS : undefined;
  return cell.segment === null || isListedBeside(cell) ? undefined : cell.segment.split("=", 1)[0];
}
