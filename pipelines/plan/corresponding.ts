import {distance} from "fastest-levenshtein";

/** Names that differ in at most this share of their characters are called similar. */
const MOST_DIFFERENT = 0.5;

export type Likeness = "equal" | "similar";

interface Named {
  code: string;
  name: string;
}

/**
 * Returns each row with the row of the year before that has its code, if its name is the same or similar: another year
 * may give the same number to something else.
 */
export function correspondingRows<Row extends Named, Before extends Named>(
  rows: Row[],
  before: Before[]
): {row: Row; before: Before; likeness: Likeness}[] {
  const byCode = new Map(before.map((each) => [each.code, each]));
  return rows.flatMap((row) => {
    const found = byCode.get(row.code);
    const likeness = found && likenessOf(row.name, found.name);
    return found && likeness ? [{row, before: found, likeness}] : [];
  });
}

export function likenessOf(one: string, other: string): Likeness | undefined {
  const [a, b] = [bare(one), bare(other)];
  if (a === b) return "equal";
  return distance(a, b) / Math.max(a.length, b.length) <= MOST_DIFFERENT ? "similar" : undefined;
}

/** Blanks, punctuation and the year in a name make no difference. */
const bare = (name: string) =>
  name
    .normalize("NFKC")
    .replace(/[\s\p{P}]/gu, "")
    .replace(/20\d\d年?/g, "");

/** The same day a year later; the 29th of February becomes the 28th. */
export function yearLater(day: string): string {
  const moved = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  const at = new Date(`${moved}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(moved) ? moved : `${moved.slice(0, 8)}28`;
}
