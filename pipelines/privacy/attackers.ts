import {type Grid, widthOf} from "./possible-numbers.ts";
import {FEWEST_PEOPLE} from "./sensitive-kpis.ts";
import type {ShareName} from "./shares.ts";
import {type OwnNumbers, type SensitiveCell, shareOf, type Sum} from "./sums.ts";

export interface AttackedSum {
  sum: Sum;
  /** How many months of the year have come. */
  months: number;
  isShareOfPeople: boolean;
  told: ReadonlyMap<SensitiveCell, {isShown: boolean}>;
}

/** A hidden number that somebody could know too exactly. */
interface Risk {
  cell: number;
  name: ShareName;
}

/** The readers of a sum: an outsider, and every unit, which knows its own rows. */
export class Attackers {
  private readonly outsider: Grid;
  /** Units, which can subtract their own rows from each segment. */
  private readonly insiders: Grid[];
  private readonly rest: number;
  private readonly hidden: number[];
  private readonly names: ShareName[];

  constructor(private readonly attacked: AttackedSum) {
    const {parts, insiders} = attacked.sum;
    this.rest = parts.findIndex(({isRest}) => isRest);
    this.outsider = gridOf(attacked, () => NOTHING);
    this.insiders = insiders.flatMap((each) => ("own" in each ? gridOf(attacked, each.own) : []));
    this.names = this.outsider.denominator.some(Boolean) ? ["numerator", "denominator"] : ["numerator"];
    this.hidden = [...this.outsider.known.keys()].filter((cell) => this.isHidden(cell));
  }

  /** Returns the numbers that somebody could know too exactly. */
  risks(): Risk[] {
    return this.hidden.flatMap((cell) => this.risksOf(cell));
  }

  /** Hides a part of the last month, and returns the risks of that part. */
  hide(part: number): Risk[] {
    const cell = (part + 1) * this.attacked.months - 1;
    for (const grid of [this.outsider, ...this.insiders]) grid.known[cell] = 0;
    return this.risksOf(cell);
  }

  /** Tests a number for those readers who can learn most. */
  isRisk({cell, name}: Risk): boolean {
    const own = this.partOf(cell);
    // A reader who takes the remainder for zero must not learn more either.
    const fixed = own === this.rest || this.rest < 0 ? [] : [this.rest];
    const question = {cell, name, enough: FEWEST_PEOPLE};
    const isNarrow = (grid: Grid, known: number[]) => widthOf(grid, {...question, fixed: known}).width < FEWEST_PEOPLE;
    const {width, touched} = widthOf(this.outsider, {...question, fixed});
    if (width < FEWEST_PEOPLE) return true;
    // A unit whose own number did not matter for the width knows no more than an outsider.
    const needed = this.attacked.sum.insiders.flatMap((each) =>
      "part" in each && touched.has(each.part) ? each.part : []
    );
    return (
      needed.some((part) => part !== own && isNarrow(this.outsider, [...fixed, part])) ||
      this.insiders.some((grid) => isNarrow(grid, fixed))
    );
  }

  private risksOf(cell: number): Risk[] {
    return this.names.map((name) => ({cell, name})).filter((risk) => this.isRisk(risk));
  }

  private partOf(cell: number): number {
    return Math.floor(cell / this.attacked.months);
  }

  private isHidden(at: number): boolean {
    const {sum, months, told} = this.attacked;
    const cell = sum.parts[this.partOf(at)]!.cells[at % months];
    return cell !== undefined && told.get(cell)?.isShown === false;
  }
}

const NOTHING = {numerator: 0, denominator: 0};

/** Returns the numbers that the attacker does not know: all but its own. */
function gridOf({sum, months, isShareOfPeople, told}: AttackedSum, own: OwnNumbers): Grid {
  const size = sum.parts.length * months;
  const isShown = (cell: SensitiveCell) => told.get(cell)?.isShown === true;
  const isTold = Array.from({length: months}, (_, month) =>
    sum.parts.some(({cells}) => cells[month] && told.has(cells[month]))
  );
  const grid: Grid = {
    parts: sum.parts.length,
    months,
    isShareOfPeople,
    numerator: new Int32Array(size),
    denominator: new Int32Array(size),
    least: new Uint8Array(size),
    known: new Uint8Array(size),
    totals: Int32Array.from({length: months}, (_, month) => {
      const next = sum.headlines.findIndex((headline, at) => at >= month && at < months && isShown(headline));
      return next < 0 ? months : next;
    })
  };
  for (let at = 0; at < size; at++) {
    const [part, month] = [Math.floor(at / months), at % months];
    const cell = sum.parts[part]!.cells[month];
    const [all, known] = [shareOf(cell?.shares), own(part, month)];
    grid.numerator[at] = all.numerator - known.numerator;
    grid.denominator[at] = all.denominator - known.denominator;
    grid.least[at] = Number(isTold[month] && all.denominator > 0 && known.denominator === 0);
    grid.known[at] = Number(isTold[month] && (!cell || isShown(cell)));
  }
  return grid;
}
