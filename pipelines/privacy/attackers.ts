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
  attacker: number;
  cell: number;
  name: ShareName;
  width: number;
}

/** How wide a number is at least, where no hiding makes it as wide as it should be. */
export type Floors = ReadonlyMap<string, number>;

interface Attacker {
  grid: Grid;
  /** What this attacker has no need to compute. */
  isOwn: (part: number) => boolean;
}

/**
 * Who reads all that is shown of a sum: somebody who knows nothing else, and every unit, which knows its own rows. Numbers
 * are hidden only in published months; of the others there are no cells.
 */
export class Attackers {
  private readonly attackers: Attacker[];
  /** For the rest alone: to all others it is as good as known, for they may take it for nothing. */
  private readonly attackersOfRest: Attacker[];
  private readonly hidden: number[] = [];
  private readonly names: ShareName[];

  constructor(
    private readonly attacked: AttackedSum,
    private readonly floors: Floors = new Map()
  ) {
    const {sum} = attacked;
    const hasRest = sum.parts.some(({isRest}) => isRest);
    this.attackers = attackersOf(attacked, {isRestKnown: true});
    this.attackersOfRest = hasRest ? attackersOf(attacked, {isRestKnown: false}) : [];
    const [{grid}] = this.attackers as [Attacker];
    this.names = grid.denominator.some(Boolean) ? ["numerator", "denominator"] : ["numerator"];
    for (let cell = 0; cell < grid.known.length; cell++) if (this.isHidden(cell)) this.hidden.push(cell);
  }

  /** What is known too well as things stand. */
  risks(): Risk[] {
    return this.hidden.flatMap((cell) => this.risksOf(cell));
  }

  /** Hides a part of the last month; what of it is known too well even so. */
  hide(part: number): Risk[] {
    const cell = (part + 1) * this.attacked.months - 1;
    for (const {grid, isOwn} of [...this.attackers, ...this.attackersOfRest]) grid.known[cell] = Number(isOwn(part));
    this.hidden.push(cell);
    return this.risksOf(cell);
  }

  /** Looks again, after something else was hidden. */
  again({attacker, cell, name}: Risk): Risk[] {
    return this.riskOf(attacker, cell, name);
  }

  private risksOf(cell: number): Risk[] {
    return this.against(cell).flatMap(({isOwn}, attacker) =>
      isOwn(this.partOf(cell)) ? [] : this.names.flatMap((name) => this.riskOf(attacker, cell, name))
    );
  }

  private riskOf(attacker: number, cell: number, name: ShareName): Risk[] {
    const enough = this.floors.get(keyOf({attacker, cell, name})) ?? FEWEST_PEOPLE;
    const width = widthOf(this.against(cell)[attacker]!.grid, cell, name, enough);
    return width < enough ? [{attacker, cell, name, width}] : [];
  }

  private against(cell: number): Attacker[] {
    return this.attacked.sum.parts[this.partOf(cell)]!.isRest ? this.attackersOfRest : this.attackers;
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

export const keyOf = ({attacker, cell, name}: Omit<Risk, "width">) => `${attacker} ${cell} ${name}`;

function attackersOf(attacked: AttackedSum, {isRestKnown}: {isRestKnown: boolean}): Attacker[] {
  const {parts, knownTo} = attacked.sum;
  const outsider: [string | undefined, OwnNumbers] = [undefined, () => ({numerator: 0, denominator: 0})];
  return [outsider, ...knownTo].map(([unit, own]) => {
    const isOwn = (part: number) => parts[part]!.place === unit;
    const isAlwaysKnown = (part: number) => isOwn(part) || (isRestKnown && parts[part]!.isRest);
    return {grid: gridOf(attacked, own, isAlwaysKnown), isOwn};
  });
}

/** What the attacker does not know already: the numbers less their own. */
function gridOf(attacked: AttackedSum, own: OwnNumbers, isAlwaysKnown: (part: number) => boolean): Grid {
  const {sum, months, isShareOfPeople, isPublished, isShown} = attacked;
  const size = sum.parts.length * months;
  const grid: Grid = {
    parts: sum.parts.length,
    months,
    isShareOfPeople,
    numerator: new Int32Array(size),
    denominator: new Int32Array(size),
    least: new Uint8Array(size),
    known: new Uint8Array(size)
  };
  sum.parts.forEach(({cells}, part) => {
    for (let month = 0; month < months; month++) {
      const at = part * months + month;
      const cell = cells[month];
      const [all, known] = [shareOf(cell?.shares), own(part, month)];
      const isCell = isPublished(sum.months[month]!);
      grid.numerator[at] = all.numerator - known.numerator;
      grid.denominator[at] = all.denominator - known.denominator;
      grid.least[at] = Number(isCell && all.denominator > 0 && known.denominator === 0);
      grid.known[at] = Number(isAlwaysKnown(part) || (isCell && (!cell || isShown(cell))));
    }
  });
  return grid;
}
