import {isSmallDifference, type Shares, Tally} from "./shares.ts";

/** One number of a KPI; the whole union's has no unit, the headline no segment. */
export interface SensitiveCell {
  unit_code: string | null;
  month: string;
  segment: string | null;
  shares: Shares;
  /** A number of which it is not known who stands behind it is never shown. */
  isUnknown?: boolean;
}

/** What the sums ask of the cells taken in so far. */
export interface AttackerKnowledge {
  isShown(cell: SensitiveCell): boolean;
  /** Small for itself, so that it is never shown. */
  isSmall(cell: SensitiveCell): boolean;
  /** What is shown of a unit in a month. */
  shownOf(unit_code: string | null, month: string): SensitiveCell[];
  isSmallChange(tally: Tally): boolean;
}

const FEWEST_HIDDEN = 2;

/** A total and the parts that make it up, in one month. What is not shown of it can always be computed. */
export class Sum {
  private readonly partAt: Map<string, SensitiveCell>;
  private readonly remainder: Tally;
  private comparisons: Comparison[] = [];

  constructor(
    /** Units, or a kind of segments: what the same sum of another month has in common with this one. */
    readonly kind: string,
    readonly total: SensitiveCell,
    readonly parts: SensitiveCell[],
    private readonly known: AttackerKnowledge
  ) {
    this.partAt = new Map(parts.map((each) => [placeOf(each), each]));
    this.remainder = new Tally(total.shares);
  }

  /** Every number of this month that is known can be held against those of the months before. */
  compareWith(earlier: Sum[]): void {
    this.comparisons = earlier.map((before) => this.comparisonWith(before));
  }

  private comparisonWith(before: Sum): Comparison {
    const {known} = this;
    const twins = new Map<SensitiveCell, Shares>();
    const hiddenThen: SensitiveCell[] = [];
    for (const part of this.parts) {
      const twin = before.partAt.get(placeOf(part));
      // No row is a zero that everybody sees.
      if (!twin || known.isShown(twin)) twins.set(part, twin?.shares ?? new Map());
      else hiddenThen.push(part);
    }
    const gone = before.parts.filter((part) => known.isShown(part) && !this.partAt.has(placeOf(part)));
    const others = new Tally(this.total.shares, ...gone.map(({shares}) => shares)).add(before.total.shares, -1);
    const grown = new Tally(this.total.shares);
    for (const twin of twins.values()) grown.add(twin, -1);
    const left = before.remainder.shares;
    return {
      before,
      twins,
      hiddenThen,
      remainders: new Tally(this.total.shares).add(left, -1),
      others,
      grown,
      returned: new Tally().add(left, -1)
    };
  }

  /** Takes a part as shown, or takes it back. */
  show(part: SensitiveCell, isShown = true): void {
    const [minus, plus] = isShown ? ([-1, 1] as const) : ([1, -1] as const);
    this.remainder.add(part.shares, minus);
    for (const {twins, remainders, others, grown, returned} of this.comparisons) {
      remainders.add(part.shares, minus);
      grown.add(part.shares, minus);
      const twin = twins.get(part);
      if (!twin) {
        returned.add(part.shares, plus);
        continue;
      }
      others.add(part.shares, minus).add(twin, plus);
      grown.add(twin, plus);
    }
  }

  /** With the cells that are shown now, nothing of one or two people can be computed. */
  isSafe(): boolean {
    const {total, parts, known} = this;
    const hidden = parts.filter((part) => !known.isShown(part));
    const filled = hidden.filter(({shares}) => shares.size > 0);
    // All parts would give a total that is hidden.
    if (!known.isShown(total)) return filled.length > 0;
    if (this.remainder.isSmall || !this.isAmbiguous(filled)) return false;
    const besides = known.shownOf(total.unit_code, total.month);
    if (besides.some(({shares}) => isSmallDifference(this.remainder.shares, shares))) return false;
    return this.comparisons.every((comparison) => this.differsEnough(comparison, hidden));
  }

  /** Nobody who knows the rules can tell which of the hidden are the small ones, or what each of them is. */
  private isAmbiguous(filled: SensitiveCell[]): boolean {
    if (!filled.some((part) => this.known.isSmall(part))) return true;
    return filled.length >= FEWEST_HIDDEN && this.remainder.size >= filled.length + FEWEST_HIDDEN;
  }

  private differsEnough(
    {before, twins, hiddenThen, remainders, others, grown, returned}: Comparison,
    hidden: SensitiveCell[]
  ): boolean {
    const {known} = this;
    const isBack = hiddenThen.length > 0 && hiddenThen.every((part) => known.isShown(part));
    if (isBack && known.isShown(before.total) && known.isSmallChange(returned)) return false;
    if (hidden.length > 0 && hidden.every((part) => twins.has(part)) && known.isSmallChange(grown)) return false;
    return !known.isShown(before.total) || !(remainders.isSmall || known.isSmallChange(others));
  }
}

/** What a month and one before it give away together. */
interface Comparison {
  before: Sum;
  /** Of the parts shown then, what they were. */
  twins: Map<SensitiveCell, Shares>;
  hiddenThen: SensitiveCell[];
  /** What is hidden now, less what was hidden then. */
  remainders: Tally;
  /** How all but those shown in both months have changed. */
  others: Tally;
  /** How those hidden now have changed since all of them were shown. */
  grown: Tally;
  /** How those hidden then have changed, if all of them are shown now. */
  returned: Tally;
}

/** Units add up to the union, and so do the segments of one kind. */
export function sumsOf(cells: SensitiveCell[], known: AttackerKnowledge): Sum[] {
  const total = cells.find(({unit_code, segment}) => unit_code === null && segment === null);
  if (!total) return [];
  const parts = new Map<string, SensitiveCell[]>();
  for (const cell of cells) {
    if (cell === total || isListedBeside(cell)) continue;
    const kind = cell.unit_code === null ? kindOf(cell.segment) : "units";
    parts.set(kind, [...(parts.get(kind) ?? []), cell]);
  }
  return [...parts].map(([kind, of]) => new Sum(kind, total, of, known));
}

/** What a formula asks to be listed beside (另列) adds up to nothing. */
export function isListedBeside({segment}: SensitiveCell): boolean {
  return kindOf(segment) === "另列";
}

const placeOf = ({unit_code, segment}: SensitiveCell) => `${unit_code ?? ""} ${segment ?? ""}`;

const kindOf = (segment: string | null) => segment?.split("=", 1)[0] ?? "";
