import type {ShareName} from "./shares.ts";

/** Parts of a sum in the months of a year, part by part: the number of a part in a month is at `part * months + month`. */
export interface Grid {
  parts: number;
  months: number;
  /** In a per cent of people the numerator is among the denominator. */
  isShareOfPeople: boolean;
  numerator: Int32Array;
  denominator: Int32Array;
  /** A row that is there though hidden says that its denominator is not 0. */
  least: Uint8Array;
  /** Numbers that are known. */
  known: Uint8Array;
}

/** What is changed at once: one number, or a person who is in both. */
type Move = readonly ShareName[];

const BOTH: Move = ["numerator", "denominator"];

/**
 * Other numbers than the true ones that look the same from outside: every month adds up to the same total, what is known
 * is the same, and nothing shrinks that did not. They form a network: each month's total flows to the parts as growth, and
 * each part carries its number on into the next month; so one more here is one less on some way through the others.
 */
export class PossibleNumbers {
  private readonly numerator: Int32Array;
  private readonly denominator: Int32Array;
  private readonly from: Int32Array;
  private readonly end: number;

  constructor(private readonly grid: Grid) {
    this.numerator = grid.numerator.slice();
    this.denominator = grid.denominator.slice();
    this.end = grid.parts * grid.months + grid.months;
    this.from = new Int32Array(this.end + 1);
  }

  /** Makes one number larger or smaller by 1, and others so that nobody sees it; false where that cannot be. */
  shift(cell: number, name: ShareName, by: 1 | -1): boolean {
    const moves = this.grid.isShareOfPeople ? [BOTH, [name]] : [[name]];
    return moves.some((move) => this.shiftAll(cell, move, by));
  }

  private shiftAll(cell: number, move: Move, by: 1 | -1): boolean {
    if (!(by === 1 ? this.mayRise(cell, move) : this.mayFall(cell, move))) return false;
    const [start, goal] = by === 1 ? [this.after(cell), cell] : [cell, this.after(cell)];
    if (!this.findWay(start, goal, cell, move)) return false;
    this.add(cell, move, by);
    for (let node = goal; node !== start; node = this.from[node]!) this.addStep(this.from[node]!, node, move);
    return true;
  }

  /** Breadth first, over numbers that may change; the node of a number is the point from which it is carried on. */
  private findWay(start: number, goal: number, cell: number, move: Move): boolean {
    const {from} = this;
    from.fill(-1);
    from[start] = start;
    const queue = [start];
    for (const node of queue) {
      for (const next of this.stepsFrom(node, cell, move)) {
        if (from[next] !== -1) continue;
        from[next] = node;
        if (next === goal) return true;
        queue.push(next);
      }
    }
    return false;
  }

  private stepsFrom(node: number, cell: number, move: Move): number[] {
    const {parts, months} = this.grid;
    const first = parts * months;
    const may = (at: number) => at !== cell && this.mayFall(at, move);
    if (node === this.end) return numbersIn(parts, months, months - 1).filter(may);
    if (node >= first) return numbersIn(parts, months, node - first);
    const steps: number[] = [];
    if (node !== cell && this.mayRise(node, move)) steps.push(this.after(node));
    if (node % months > 0 && may(node - 1)) steps.push(node - 1);
    if (this.mayGrowLess(node, move)) steps.push(first + (node % months));
    return steps;
  }

  private addStep(from: number, to: number, move: Move): void {
    const {parts, months} = this.grid;
    if (from < parts * months && to === this.after(from)) this.add(from, move, 1);
    else if (to < parts * months && from === this.after(to)) this.add(to, move, -1);
  }

  private add(cell: number, move: Move, by: 1 | -1): void {
    for (const name of move) this[name][cell]! += by;
  }

  /** The node into which a number is carried: the same part's next month, or the end of the year. */
  private after(cell: number): number {
    return (cell + 1) % this.grid.months === 0 ? this.end : cell + 1;
  }

  private mayRise(cell: number, move: Move): boolean {
    if (this.grid.known[cell]) return false;
    const isAlone = move !== BOTH && move[0] === "numerator";
    return !isAlone || !this.grid.isShareOfPeople || this.numerator[cell]! < this.denominator[cell]!;
  }

  private mayFall(cell: number, move: Move): boolean {
    const {known, least, isShareOfPeople} = this.grid;
    if (known[cell]) return false;
    const [numerator, denominator] = [this.numerator[cell]!, this.denominator[cell]!];
    if (move === BOTH) return numerator > 0 && denominator > least[cell]!;
    if (move[0] === "numerator") return numerator > 0;
    return denominator > Math.max(least[cell]!, isShareOfPeople ? numerator : 0);
  }

  private mayGrowLess(cell: number, move: Move): boolean {
    return move.every((name) => this.growthOf(this[name], cell) > Math.min(0, this.growthOf(this.grid[name], cell)));
  }

  private growthOf(numbers: Int32Array, cell: number): number {
    return numbers[cell]! - (cell % this.grid.months === 0 ? 0 : numbers[cell - 1]!);
  }
}

const numbersIn = (parts: number, months: number, month: number) =>
  Array.from({length: parts}, (_, part) => part * months + month);

/** How far apart the smallest and the largest lie that a number may be, as far as anybody can tell; no more than `enough`. */
export function widthOf(grid: Grid, cell: number, name: ShareName, enough: number): number {
  let width = 0;
  for (const by of [1, -1] as const) {
    const possible = new PossibleNumbers(grid);
    while (width < enough && possible.shift(cell, name, by)) width++;
  }
  return width;
}
