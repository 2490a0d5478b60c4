import type {ShareName} from "./shares.ts";

/** The parts of a sum in the months of a year: the number of a part in a month is at `part * months + month`. */
export interface Grid {
  parts: number;
  months: number;
  /** The numerator is part of the denominator, as in a percentage of people. */
  isShareOfPeople: boolean;
  numerator: Int32Array;
  denominator: Int32Array;
  /** A hidden row that exists reveals that its denominator is not 0. */
  least: Uint8Array;
  /** Marks known numbers. */
  known: Uint8Array;
  /** For each month, the first month from it on with a known headline; `months` if there is none. */
  totals: Int32Array;
}

export interface Question {
  cell: number;
  name: ShareName;
  /** The search stops at this width. */
  enough: number;
  /** Parts that are known besides. */
  fixed: number[];
}

/**
 * Returns the distance between the smallest and the largest possible value of a number, and the parts that were changed
 * to find them.
 */
export function widthOf(grid: Grid, {cell, name, enough, fixed}: Question): {width: number; touched: Set<number>} {
  let width = 0;
  const touched = new Set<number>();
  for (const by of [1, -1] as const) {
    if (width >= enough) break;
    const possible = new PossibleNumbers(grid, fixed, touched);
    while (width < enough && possible.shift(cell, name, by)) width++;
  }
  return {width, touched};
}

/**
 * The people who are changed: in the numerator alone, in the denominator alone, or in the denominator and, from the
 * month `since` on, in the numerator too.
 */
type Move = "numerator" | "denominator" | {since: number};

/**
 * Searches for other numbers than the true ones that look the same from outside: every month adds up to the same total,
 * known numbers stay, and nothing shrinks that did not. They form a network: each month's total flows to the parts as
 * growth, and each part carries its number into the next month; so one more here is one less on some way through the
 * others.
 */
class PossibleNumbers {
  private readonly numerator: Int32Array;
  private readonly denominator: Int32Array;
  private readonly known: Uint8Array;
  private readonly cells: number;
  private readonly end: number;
  private readonly cameFrom: Int32Array;
  private readonly queue: Int32Array;
  private queued = 0;

  constructor(
    private readonly grid: Grid,
    fixed: number[],
    private readonly touched: Set<number>
  ) {
    const {parts, months, numerator, denominator, known} = grid;
    this.numerator = numerator.slice();
    this.denominator = denominator.slice();
    this.known = fixed.length > 0 ? known.slice() : known;
    for (const part of fixed) this.known.fill(1, part * months, (part + 1) * months);
    this.cells = parts * months;
    // Growth after the last known headline is unlimited.
    this.end = this.cells + months;
    this.cameFrom = new Int32Array(this.end + 1);
    this.queue = new Int32Array(this.end + 1);
  }

  /** Changes one number by 1, and others so that nothing visible changes; false if that is impossible. */
  shift(cell: number, name: ShareName, by: 1 | -1): boolean {
    if (this.shiftAll(cell, name, by)) return true;
    const {months, isShareOfPeople} = this.grid;
    // A numerator changes only with people who are in it by then.
    const latest = name === "numerator" ? cell % months : months - 1;
    for (let since = 0; isShareOfPeople && since <= latest; since++) if (this.shiftAll(cell, {since}, by)) return true;
    return false;
  }

  private shiftAll(cell: number, move: Move, by: 1 | -1): boolean {
    if (!(by === 1 ? this.mayRise(cell, move) : this.mayFall(cell, move))) return false;
    const [start, goal] = by === 1 ? [this.after(cell), cell] : [cell, this.after(cell)];
    if (!this.findWay(start, goal, cell, move)) return false;
    this.add(cell, move, by);
    for (let node = goal; node !== start; node = this.cameFrom[node]!) this.addStep(this.cameFrom[node]!, node, move);
    return true;
  }

  /**
   * Breadth-first search. The node of a number is the point from which it is carried on; `cell` itself is changed
   * already.
   */
  private findWay(start: number, goal: number, cell: number, move: Move): boolean {
    const {cameFrom, queue} = this;
    cameFrom.fill(-1);
    cameFrom[start] = start;
    queue[0] = start;
    this.queued = 1;
    for (let at = 0; at < this.queued; at++) {
      this.takeSteps(queue[at]!, cell, move);
      if (cameFrom[goal] !== -1) return true;
    }
    return false;
  }

  private takeSteps(node: number, cell: number, move: Move): void {
    const {months, totals} = this.grid;
    if (node === this.end)
      for (let last = months - 1; last < this.cells; last += months)
        if (last !== cell && this.mayFall(last, move)) this.take(node, last);
    if (node >= this.cells) {
      for (let own = 0; own < this.cells; own++) if (totals[own % months] === node - this.cells) this.take(node, own);
    } else {
      if (this.mayGrowLess(node, move)) this.take(node, this.cells + totals[node % months]!);
      if (node !== cell && this.mayRise(node, move)) this.take(node, this.after(node));
      if (node % months > 0 && node - 1 !== cell && this.mayFall(node - 1, move)) this.take(node, node - 1);
    }
  }

  private take(from: number, to: number): void {
    if (this.cameFrom[to] !== -1) return;
    this.cameFrom[to] = from;
    this.queue[this.queued++] = to;
  }

  private addStep(from: number, to: number, move: Move): void {
    if (from < this.cells && to === this.after(from)) this.add(from, move, 1);
    else if (to < this.cells && from === this.after(to)) this.add(to, move, -1);
  }

  private add(cell: number, move: Move, by: 1 | -1): void {
    if (this.isInNumerator(cell, move)) this.numerator[cell]! += by;
    if (move !== "numerator") this.denominator[cell]! += by;
    this.touched.add(Math.floor(cell / this.grid.months));
  }

  private isInNumerator(cell: number, move: Move): boolean {
    if (typeof move === "string") return move === "numerator";
    return cell % this.grid.months >= move.since;
  }

  /** Returns where a number is carried: the same part's next month, or the end of the year. */
  private after(cell: number): number {
    return (cell + 1) % this.grid.months === 0 ? this.end : cell + 1;
  }

  private mayRise(cell: number, move: Move): boolean {
    if (this.known[cell]) return false;
    return move !== "numerator" || !this.grid.isShareOfPeople || this.numerator[cell]! < this.denominator[cell]!;
  }

  private mayFall(cell: number, move: Move): boolean {
    if (this.known[cell]) return false;
    const [numerator, denominator] = [this.numerator[cell]!, this.denominator[cell]!];
    if (move === "numerator") return numerator > 0;
    const least = this.grid.least[cell]!;
    if (!this.isInNumerator(cell, move))
      return denominator > Math.max(least, this.grid.isShareOfPeople ? numerator : 0);
    return numerator > 0 && denominator > least && (!this.begins(cell, move) || this.mayNumeratorGrowLess(cell));
  }

  /**
   * Tells whether the person enters the numerator in this month; in the month before it was in the denominator only.
   */
  private begins(cell: number, move: Move): boolean {
    const month = cell % this.grid.months;
    return typeof move !== "string" && move.since === month && month > 0;
  }

  private mayGrowLess(cell: number, move: Move): boolean {
    const isOfNumerator = this.isInNumerator(cell, move) && !this.begins(cell, move);
    return (
      (!isOfNumerator || this.mayNumeratorGrowLess(cell)) && (move === "numerator" || this.mayDenominatorGrowLess(cell))
    );
  }

  /** What really shrank may shrink as much, and no more. */
  private mayNumeratorGrowLess(cell: number): boolean {
    return this.growthOf(this.numerator, cell) > Math.min(0, this.growthOf(this.grid.numerator, cell));
  }

  private mayDenominatorGrowLess(cell: number): boolean {
    return this.growthOf(this.denominator, cell) > Math.min(0, this.growthOf(this.grid.denominator, cell));
  }

  private growthOf(numbers: Int32Array, cell: number): number {
    return numbers[cell]! - (cell % this.grid.months === 0 ? 0 : numbers[cell - 1]!);
  }
}
