import {Attackers, type AttackedSum, type Floors, keyOf, type Risk} from "./attackers.ts";
import {FEWEST_BEHIND_HEADLINE, FEWEST_PEOPLE} from "./sensitive-kpis.ts";
import {isSmall, isSmallChange, peopleIn, type Shares} from "./shares.ts";
import {isHeadline, isListedBeside, placeOf, type SensitiveCell, type Sum, sumsOf} from "./sums.ts";

interface Options {
  /** A per cent of people, so that the numerator is never more than the denominator. */
  isShareOfPeople: boolean;
  /** Months of which units and kinds are shown. */
  isPublished: (month: string) => boolean;
}

/**
 * The cells of one KPI that are shown. The headline goes by itself alone. Units and kinds are shown in published months,
 * if they are not of one or two people and have not changed by one or two since they were last shown; and of what is then
 * shown, the smallest are hidden until nobody can tell what a hidden number is, nearer than to three.
 */
export function visibleCells(cells: SensitiveCell[], options: Options): Set<SensitiveCell> {
  const shown = new VisibleCells(options);
  const years = new Set(cells.map(({month}) => month.slice(0, 4)));
  for (const year of [...years].sort()) shown.addYear(cells.filter(({month}) => month.startsWith(year)));
  return shown.cells;
}

class VisibleCells {
  readonly cells = new Set<SensitiveCell>();
  private readonly lastShown = new Map<string, Shares>();

  constructor(private readonly options: Options) {}

  addYear(cells: SensitiveCell[]): void {
    const headlines = cells.filter(isHeadline).sort((a, b) => a.month.localeCompare(b.month));
    const sums = sumsOf(cells);
    for (const headline of headlines) {
      if (isSafeHeadline(headline)) this.cells.add(headline);
      const at = headlines.indexOf(headline);
      if (this.options.isPublished(headline.month)) this.addQuarter(headline, cells, sums, at);
    }
  }

  private addQuarter(headline: SensitiveCell, cells: SensitiveCell[], sums: Sum[], at: number): void {
    const beside = cells.filter((cell) => cell.month === headline.month && isListedBeside(cell));
    // All parts together would give a headline that is hidden.
    if (this.isShown(headline)) {
      for (const sum of sums) this.addParts(sum, at);
      for (const cell of beside) this.addBeside(cell, cells);
    }
    const present = new Set([...sums.flatMap(({parts}) => parts.flatMap(({cells}) => cells[at] ?? [])), ...beside]);
    this.remember([...present]);
  }

  private addParts(sum: Sum, at: number): void {
    for (const {cells} of sum.parts) {
      const cell = cells[at];
      if (cell && this.isSafeAlone(cell)) this.cells.add(cell);
    }
    for (const part of this.partsToHide(sum, at)) this.cells.delete(sum.parts[part]!.cells[at]!);
  }

  private partsToHide(sum: Sum, at: number): number[] {
    const attacked: AttackedSum = {sum, months: at + 1, ...this.options, isShown: (cell) => this.isShown(cell)};
    const first = this.hideUntilSafe(attacked);
    if (first.risks.length === 0) return first.hidden;
    // Where the headline itself leaves no room, the whole sum hidden helps little; then what is shown takes no more away.
    return this.hideUntilSafe(attacked, new Map(first.risks.map((risk) => [keyOf(risk), risk.width]))).hidden;
  }

  /** The smallest first. */
  private hideUntilSafe(attacked: AttackedSum, floors?: Floors): {hidden: number[]; risks: Risk[]} {
    const {sum, months} = attacked;
    const attackers = new Attackers(attacked, floors);
    const filled = sum.parts.flatMap(({cells, isRest}, part) => {
      const cell = cells[months - 1];
      return cell && cell.shares.size > 0 ? [{part, cell, isRest, people: cell.shares.size}] : [];
    });
    const shown = filled.filter(({cell, isRest}) => !isRest && this.isShown(cell)).sort((a, b) => a.people - b.people);
    const fewest = Math.min(FEWEST_PEOPLE, filled.filter(({isRest}) => !isRest).length);
    let count = filled.filter(({isRest}) => !isRest).length - shown.length;
    const hasHidden = filled.some(({cell}) => !this.isShown(cell));
    const hidden: number[] = [];
    let risks = attackers.risks();
    for (const {part} of shown) {
      if (risks.length === 0 && (count >= fewest || !(hasHidden || hidden.length > 0))) break;
      hidden.push(part);
      count++;
      risks = [...attackers.hide(part), ...risks].flatMap((risk) => attackers.again(risk));
    }
    return {hidden, risks};
  }

  /** A number that stands in a sum already under another name is shown with it. */
  private addBeside(cell: SensitiveCell, cells: SensitiveCell[]): void {
    const twin = cells.find((other) => other.month === cell.month && isNumeratorOf(cell, other));
    if (twin ? this.isShown(twin) : this.isSafeAlone(cell)) this.cells.add(cell);
  }

  private isSafeAlone(cell: SensitiveCell): boolean {
    if (cell.isUnknown || isSmall(cell.shares)) return false;
    const before = this.lastShown.get(placeOf(cell));
    return !before || !isSmallChange(before, cell.shares);
  }

  /** No cell is a zero that is shown. */
  private remember(present: SensitiveCell[]): void {
    const places = new Set(present.map(placeOf));
    for (const place of this.lastShown.keys()) if (!places.has(place)) this.lastShown.delete(place);
    for (const cell of present) if (this.isShown(cell)) this.lastShown.set(placeOf(cell), cell.shares);
  }

  private isShown(cell: SensitiveCell): boolean {
    return this.cells.has(cell);
  }
}

/** Ten people behind the denominator, or behind the value where there is none; and as numerator nobody, or not a few. */
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
