import {FEWEST_PEOPLE} from "./sensitive-kpis.ts";

interface Share {
  numerator: number;
  denominator: number;
}

/** What each person adds to a number's numerator and denominator. */
export type Shares = ReadonlyMap<string, Readonly<Share>>;

/** A numerator or a denominator made by one or two people, whatever it adds up to. */
export function isSmall(shares: Shares): boolean {
  return isSmallDifference(shares, NOBODY);
}

/** The same of `a − b`, told without making it: most pairs differ at once. */
export function isSmallDifference(a: Shares, b: Shares): boolean {
  let [numerators, denominators] = [0, 0];
  const isEnough = () => numerators >= FEWEST_PEOPLE && denominators >= FEWEST_PEOPLE;
  for (const [person, own] of a) {
    const other = b.get(person);
    if (own.numerator !== (other?.numerator ?? 0)) numerators++;
    if (own.denominator !== (other?.denominator ?? 0)) denominators++;
    if (isEnough()) return false;
  }
  for (const [person, {numerator, denominator}] of b) {
    if (a.has(person)) continue;
    if (numerator !== 0) numerators++;
    if (denominator !== 0) denominators++;
    if (isEnough()) return false;
  }
  return isFew(numerators) || isFew(denominators);
}

/** A sum of numbers and their differences, person by person, that is kept up to date as terms come and go. */
export class Tally {
  readonly shares = new Map<string, Share>();
  private readonly people: Share = {numerator: 0, denominator: 0};
  private readonly net: Share = {numerator: 0, denominator: 0};

  constructor(...terms: Shares[]) {
    for (const term of terms) this.add(term);
  }

  add(term: Shares, sign: 1 | -1 = 1): this {
    for (const [person, share] of term) {
      let own = this.shares.get(person);
      if (!own) this.shares.set(person, (own = {numerator: 0, denominator: 0}));
      for (const part of ["numerator", "denominator"] as const) {
        const before = own[part];
        own[part] += sign * share[part];
        this.net[part] += own[part] - before;
        this.people[part] += Number(own[part] !== 0) - Number(before !== 0);
      }
    }
    return this;
  }

  /** People who add anything. */
  get size(): number {
    return Math.max(this.people.numerator, this.people.denominator);
  }

  get isSmall(): boolean {
    return isFew(this.people.numerator) || isFew(this.people.denominator);
  }

  /** 1 or 2 as it would be read, though more people may have come and gone. */
  get isSmallNet(): boolean {
    return isFew(Math.abs(this.net.numerator)) || isFew(Math.abs(this.net.denominator));
  }
}

const isFew = (count: number) => count > 0 && count < FEWEST_PEOPLE;

const NOBODY: Shares = new Map();
