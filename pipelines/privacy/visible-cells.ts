import {setImmediate} from "node:timers/promises";
import {Attackers, type AttackedSum} from "./attackers.ts";
import {FEWEST_BEHIND_HEADLINE, FEWEST_PEOPLE} from "./sensitive-kpis.ts";
import {isSmall, isSmallChange, peopleIn, type Shares} from "./shares.ts";
import {isHeadline, isListedBeside, placeOf, type SensitiveCell, type Sum, sumsOf} from "./sums.ts";

interface Options {
  /** The value is a percentage of people, so the numerator never exceeds the denominator. */
  isShareOfPeople: boolean;
  /** Tells in which months units and segments are published. */
  isPublished: (month: string) => boolean;
}

/** The published cells, shown or hidden; of other cells not even the existence is revealed. */
export type Told = ReadonlyMap<SensitiveCell, {isShown: boolean}>;

/**
 * Decides which cells of one KPI are shown. The headline is decided alone. Units and segments are shown in published
 * months if they do not concern one or two people and have not changed by one or two since last shown; then the
 * smallest are hidden until nobody can narrow a hidden number to fewer than three values. If hiding all of them does
 * not suffice, because the headline is small or has hardly grown, the quarter has no units or segments at all.
 */
export async function visibleCells(cells: SensitiveCell[], options: Options): Promise<Told> {
  const visible = new VisibleCells(options);
  const years = new Set(cells.map(({month}) => month.slice(0, 4)));
  for (const year of [...years].sort()) await visible.addYear(cells.filter(({month}) => month.startsWith(year)));
  return visible.told;
}

class VisibleCells {
  readonly told = new Map<SensitiveCell, {isShown: boolean}>();
  private readonly lastShown = new Map<string, Shares>();

  constructor(private readonly options: Options) {}

  async addYear(cells: SensitiveCell[]): Promise<void> {
    const sums = sumsOf(cells);
    const headlines = cells.filter(isHeadline).sort((a, b) => a.month.localeCompare(b.month));
    for (const [at, headline] of headlines.entries()) {
      this.tell(headline, isSafeHeadline(headline));
      // All parts together would reveal a hidden headline.
      if (!this.isShown(headline) || !this.options.isPublished(headline.month)) continue;
      for (const sum of sums) {
        this.addParts(sum, at);
        // It is much to compute, and pages are answered meanwhile.
        await setImmediate();
      }
      for (const cell of cells) if (cell.month === headline.month && isListedBeside(cell)) this.addBeside(cell, cells);
    }
  }

  private addParts(sum: Sum, at: number): void {
    const cells = sum.parts.flatMap((part) => part.cells[at] ?? []);
    for (const cell of cells) this.tell(cell, this.isSafeAlone(cell));
    const attacked: AttackedSum = {sum, months: at + 1, isShareOfPeople: this.options.isShareOfPeople, told: this.told};
    if (!this.hideUntilSafe(attacked)) {
      for (const cell of cells) this.told.delete(cell);
      return;
    }
    for (const part of sum.parts) {
      const cell = part.cells[at];
      // A missing cell is a visible zero.
      if (!cell) this.lastShown.delete(part.place);
      else if (this.isShown(cell)) this.lastShown.set(part.place, cell.shares);
    }
  }

  /** Hides the smallest first; returns false if that does not suffice. */
  private hideUntilSafe(attacked: AttackedSum): boolean {
    const {sum, months} = attacked;
    const cells = sum.parts.map(({cells}) => cells[months - 1]);
    const parts = cells.flatMap((cell, part) => (cell && !sum.parts[part]!.isRest ? [{part, cell}] : []));
    const shown = parts.filter(({cell}) => this.isShown(cell)).sort((a, b) => a.cell.shares.size - b.cell.shares.size);
    const hasHidden = cells.some((cell) => cell && !this.isShown(cell));
    const attackers = new Attackers(attacked);
    let risks = attackers.risks();
    let count = parts.length - shown.length;
    for (const {part, cell} of shown) {
      if (risks.length === 0 && (count >= FEWEST_PEOPLE || !hasHidden)) break;
      this.tell(cell, false);
      risks = [...attackers.hide(part), ...risks].filter((risk) => attackers.isRisk(risk));
      count++;
    }
    return risks.length === 0;
  }

  /** A number that is already in a sum under another name is shown or hidden with it. */
  private addBeside(cell: SensitiveCell, cells: SensitiveCell[]): void {
    const twin = cells.find((other) => other.month === cell.month && isNumeratorOf(cell, other));
    if (twin) {
      if (this.told.has(twin)) this.tell(cell, this.isShown(twin));
      return;
    }
    this.tell(cell, this.isSafeAlone(cell));
    if (this.isShown(cell)) this.lastShown.set(placeOf(cell), cell.shares);
  }

  private isSafeAlone(cell: SensitiveCell): boolean {
    if (cell.isUnknown || isSmall(cell.shares)) return false;
    const before = this.lastShown.get(placeOf(cell));
    return !before || !isSmallChange(before, cell.shares);
  }

  private tell(cell: SensitiveCell, isShown: boolean): void {
    this.told.set(cell, {isShown});
  }

  private isShown(cell: SensitiveCell): boolean {
    return this.told.get(cell)?.isShown === true;
  }
}

/**
 * At least ten people behind the denominator (or behind the value without one), and none or at least three in the
 * numerator.
 */
function isSafeHeadline({shares, isUnknown}: SensitiveCell): boolean {
  const behind = peopleIn(shares, "denominator") || peopleIn(shares, "numerator");
  return !isUnknown && behind >= FEWEST_BEHIND_HEADLINE && !isSmall(shares);
}

/** 另列=乡村振兴干部（人次） of 对象类别=乡村振兴干部, and 另列=慰问（人次） of the headline. */
function isNumeratorOf(cell: SensitiveCell, other: SensitiveCell): boolean {
  if (other.unit_code !== null || isListedBeside(other)) return false;
  const name = other.segment?.split("=")[1];
  if (name !== undefined) return cell.segment?.startsWith(`另列=${name}（`) ?? false;
  const people = new Set([...cell.shares.keys(), ...other.shares.keys()]);
  return [...people].every((person) => numeratorOf(cell, person) === numeratorOf(other, person));
}

const numeratorOf = ({shares}: SensitiveCell, person: string) => shares.get(person)?.numerator ?? 0;
