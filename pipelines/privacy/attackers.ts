import {type Grid, widthOf} from "./possible-numbers.ts";
import {FEWEST_PEOPLE} from "./sensitive-kpis.ts";
import type {ShareName} from "./shares.ts";
import {type OwnNumbers, type SensitiveCell, shareOf, type Sum} from "./sums.ts";

export interface AttackedSum {
  sum: Sum;
  /** How many of its months have come so far. */
  months: number;
  isShareOfPeople: boolean;
  isPublished: (month: string) => boolean;
  isShown: (cell: SensitiveCell) => boolean;
}

/** A hidden number that somebody could know too well. */
export interface Risk {
  cell: number;
  name: ShareName;
  width: number;
}

/** How wide a number is at least, where no hiding makes it as wide as it should be. */
export type Floors = ReadonlyMap<string, number>;

/**
 * Who reads all that is shown of a sum: somebody who knows nothing else, and every unit, which knows its own rows. Numbers
 * are hidden only in published months; of the others there are no cells.
 */
export class Attackers {
  private readonly outsider: Grid;
  /** Units that see through the parts of a kind to what is not their own. */
  private readonly insiders: Grid[];
  private readonly rest: number;
  private readonly hidden: number[] = [];
  private readonly names: ShareName[];

  constructor(
    private readonly attacked: AttackedSum,
    private readonly floors: Floors = new Map()
  ) {
    const {parts, insiders} = attacked.sum;
    this.rest = parts.findIndex(({isRest}) => isRest);
    this.outsider = gridOf(attacked, () => NOTHING);
    this.insiders = insiders.flatMap((each) => ("own" in each ? gridOf(attacked, each.own) : []));
    this.names = this.outsider.denominator.some(Boolean) ? ["numerator", "denominator"] : ["numerator"];
    for (const cell of this.outsider.known.keys()) if (this.isHidden(cell)) this.hidden.push(cell);
  }

  /** What is known too well as things stand. */
  risks(): Risk[] {
    return this.hidden.flatMap((cell) => this.risksOf(cell));
  }

  /** Hides a part of the last month; what of it is known too well even so. */
  hide(part: number): Risk[] {
    const cell = (part + 1) * this.attacked.months - 1;
    for (const grid of [this.outsider, ...this.insiders]) grid.known[cell] = 0;
    this.hidden.push(cell);
    return this.risksOf(cell);
  }

  /** Looks again, after something else was hidden. */
  again({cell, name}: Risk): Risk[] {
    return this.riskOf(cell, name);
  }

  private risksOf(cell: number): Risk[] {
    return this.names.flatMap((name) => this.riskOf(cell, name));
  }

  private riskOf(cell: number, name: ShareName): Risk[] {
    const enough = this.floors.get(keyOf({cell, name})) ?? FEWEST_PEOPLE;
    const width = this.narrowest(cell, name, enough);
    return width < enough ? [{cell, name, width}] : [];
  }

  /** As far as those can tell who can tell most. */
  private narrowest(cell: number, name: ShareName, enough: number): number {
    const own = this.partOf(cell);
    // Whoever takes the rest for nothing must not learn more either.
    const fixed = own === this.rest || this.rest < 0 ? [] : [this.rest];
    let {width, touched} = widthOf(this.outsider, {cell, name, enough, fixed});
    for (const insider of this.attacked.sum.insiders) {
      // A unit that is not needed for it doesn't know more of it than others.
      if (!("part" in insider) || insider.part === own || !touched.has(insider.part)) continue;
      const toUnit = widthOf(this.outsider, {cell, name, enough: width, fixed: [...fixed, insider.part]});
      width = toUnit.width;
    }
    for (const grid of this.insiders) width = widthOf(grid, {cell, name, enough: width, fixed}).width;
    return width;
  }

  private partOf(cell: number): number {
    return Math.floor(cell / this.attacked.months);
  }

  private isHidden(cell: number): boolean {
    const {sum, months, isPublished, isShown} = this.attacked;
    const own = sum.parts[this.partOf(cell)]!.cells[cell % months];
    return own !== undefined && isPublished(own.month) && !isShown(own);
  }
}

export const keyOf = ({cell, name}: Omit<Risk, "width">) => `${cell} ${name}`;

const NOTHING = {numerator: 0, denominator: 0};

/** What the attacker does not know already: the numbers less their own. */
function gridOf({sum, months, isShareOfPeople, isPublished, isShown}: AttackedSum, own: OwnNumbers): Grid {
  const size = sum.parts.length * months;
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
    const isCell = isPublished(sum.months[month]!);
    grid.numerator[at] = all.numerator - known.numerator;
    grid.denominator[at] = all.denominator - known.denominator;
    grid.least[at] = Number(isCell && all.denominator > 0 && known.denominator === 0);
    grid.known[at] = Number(isCell && (!cell || isShown(cell)));
  }
  return grid;
}
