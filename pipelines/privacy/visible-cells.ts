import {isSmall, isSmallDifference, type Shares, Tally} from "./shares.ts";
import {isListedBeside, type AttackerKnowledge, type SensitiveCell, type Sum, sumsOf} from "./sums.ts";

interface Options {
  /**
   * A per cent of people: who is left out of the numerator can be computed, so in a unit or a kind they count too (among a
   * whole university one person left out is nobody in particular), and a change by one or two is read as one or two people.
   */
  isShareOfPeople: boolean;
}

/**
 * The cells of one KPI that can be shown together so that no difference of them is a number of one or two people: not a
 * total minus its parts, not one month minus another. Cells are taken in one by one, the union's before the units', larger
 * before smaller, and each only if everything then known stays safe; so what is hidden beside the small ones is the next
 * smallest, and never a total in place of a part.
 */
export function visibleCells(cells: SensitiveCell[], options: Options): Set<SensitiveCell> {
  const shown = new VisibleCells(options);
  const months = [...new Set(cells.map(({month}) => month))].sort();
  for (const month of months) shown.addMonth(cells.filter((cell) => cell.month === month));
  return shown.cells;
}

class VisibleCells implements AttackerKnowledge {
  readonly cells = new Set<SensitiveCell>();
  private readonly ofUnit = new Map<string | null, SensitiveCell[]>();
  private readonly earlier = new Map<string, Sum[]>();
  private readonly small = new Map<SensitiveCell, boolean>();

  constructor(private readonly options: Options) {}

  addMonth(cells: SensitiveCell[]): void {
    const sums = sumsOf(cells, this);
    for (const sum of sums) sum.compareWith(this.earlier.get(sum.kind) ?? []);
    const sumsWith = new Map<SensitiveCell, Sum[]>();
    for (const sum of sums) for (const part of sum.parts) sumsWith.set(part, [...(sumsWith.get(part) ?? []), sum]);
    for (const cell of inOrder(cells)) {
      const twin = isListedBeside(cell) ? cells.find((other) => isNumeratorOf(cell, other)) : undefined;
      if (!twin) this.addCell(cell, sumsWith.get(cell) ?? []);
      else if (this.isShown(twin)) this.cells.add(cell);
    }
    for (const sum of sums) this.earlier.set(sum.kind, [...(this.earlier.get(sum.kind) ?? []), sum]);
  }

  private addCell(cell: SensitiveCell, sums: Sum[]): void {
    if (!this.isSafeAlone(cell)) return;
    this.cells.add(cell);
    for (const sum of sums) sum.show(cell);
    if (sums.every((sum) => sum.isSafe())) {
      this.ofUnit.set(cell.unit_code, [...(this.ofUnit.get(cell.unit_code) ?? []), cell]);
    } else {
      this.cells.delete(cell);
      for (const sum of sums) sum.show(cell, false);
    }
  }

  private isSafeAlone(cell: SensitiveCell): boolean {
    if (cell.isUnknown || this.isSmall(cell)) return false;
    return (this.ofUnit.get(cell.unit_code) ?? []).every(({segment, shares}) => {
      if (isSmallDifference(cell.shares, shares)) return false;
      return segment !== cell.segment || !this.isSmallChange(new Tally(cell.shares).add(shares, -1));
    });
  }

  isShown(cell: SensitiveCell): boolean {
    return this.cells.has(cell);
  }

  isSmall(cell: SensitiveCell): boolean {
    let is = this.small.get(cell);
    if (is === undefined) {
      is = isSmall(cell.shares) || (isPart(cell) && this.options.isShareOfPeople && leavesOutFew(cell.shares));
      this.small.set(cell, is);
    }
    return is;
  }

  shownOf(unit_code: string | null, month: string): SensitiveCell[] {
    return (this.ofUnit.get(unit_code) ?? []).filter((cell) => cell.month === month);
  }

  isSmallChange(tally: Tally): boolean {
    return tally.isSmall || (this.options.isShareOfPeople && tally.isSmallNet);
  }
}

const isPart = ({unit_code, segment}: SensitiveCell) => unit_code !== null || segment !== null;

function leavesOutFew(shares: Shares): boolean {
  return isSmall(new Map([...shares].filter(([, {numerator, denominator}]) => denominator > numerator)));
}

/** The same number under another name is hidden with it. */
function isNumeratorOf(cell: SensitiveCell, other: SensitiveCell): boolean {
  if (isListedBeside(other) || cell.unit_code !== other.unit_code) return false;
  const people = new Set([...cell.shares.keys(), ...other.shares.keys()]);
  return [...people].every((person) => numeratorOf(cell, person) === numeratorOf(other, person));
}

const numeratorOf = ({shares}: SensitiveCell, person: string) => shares.get(person)?.numerator ?? 0;

function inOrder(cells: SensitiveCell[]): SensitiveCell[] {
  const rank = (cell: SensitiveCell) =>
    isListedBeside(cell) ? 3 : cell.unit_code !== null ? 2 : cell.segment !== null ? 1 : 0;
  return cells.toSorted((a, b) => rank(a) - rank(b) || b.shares.size - a.shares.size);
}
