import {nearest} from "./nearest.ts";
import {BLANKS, LIST_MARKS} from "./spelling.ts";

const MARKS = new RegExp(`[;${LIST_MARKS}]`);
const AROUND = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");

/** The values of a cell that holds several, as the typed rows get them. */
export function partsOf(cell: string): string[] {
  return cell
    .split(MARKS)
    .map((part) => part.replace(AROUND, ""))
    .filter((part) => part !== "");
}

/** A list of all words of a column is shorter. */
const LONGEST = 1000;

/** The cell with the nearest word for each part that is not allowed; undefined where one of them has none. */
export function nearestParts(cell: string, allowed: readonly string[]): string | undefined {
  if (cell.length > LONGEST) return undefined;
  const parts = partsOf(cell).map((part) => (allowed.includes(part) ? part : nearest(part, allowed)));
  return parts.includes(undefined) ? undefined : [...new Set(parts)].join(";");
}
