/** What is asked of a KPI: a month, perhaps one unit, perhaps one group. */
export class Cell {
  /** The groups that were looked at, so that a group that only one side knows is compared too. */
  readonly seen = new Map<string, Set<string>>();

  constructor(
    readonly month: string,
    readonly unit?: string,
    readonly dimension?: string,
    readonly value?: string
  ) {}

  isIn(unit: string | null | undefined): boolean {
    return this.unit === undefined || this.unit === unit;
  }

  /** A group is asked for by its dimension; what belongs to several counts in each. */
  isOf(dimension: string, value: string | string[] | null | undefined): boolean {
    const values = (Array.isArray(value) ? value : [value]).filter((each): each is string => Boolean(each?.trim()));
    const seen = this.seen.get(dimension) ?? new Set();
    for (const each of values) seen.add(each);
    this.seen.set(dimension, seen);
    return this.dimension !== dimension || this.value === undefined || values.includes(this.value);
  }
}

export interface Fraction {
  numerator: number;
  /** Without one, the numerator is a count or a sum. */
  denominator?: number;
}

export const count = (numerator: number): Fraction => ({numerator});
export const rate = (numerator: number, denominator: number): Fraction => ({numerator, denominator});
export const sum = (numbers: (number | null)[]): number => numbers.reduce<number>((all, each) => all + (each ?? 0), 0);
