import {FEWEST_PEOPLE} from "./sensitive-kpis.ts";

export interface Share {
  numerator: number;
  denominator: number;
}

/** What each person adds to a number's numerator and denominator. */
export type Shares = ReadonlyMap<string, Readonly<Share>>;

const PARTS = ["numerator", "denominator"] as const;

export type ShareName = (typeof PARTS)[number];

/** Counts the people who contribute to it. */
export function peopleIn(shares: Shares, name: ShareName): number {
  let people = 0;
  for (const share of shares.values()) if (share[name] !== 0) people++;
  return people;
}

/** A numerator or a denominator made by one or two people, whatever it adds up to. */
export function isSmall(shares: Shares): boolean {
  return PARTS.some((name) => isFew(peopleIn(shares, name)));
}

/** Tells whether the change from one number to another concerns one or two people. */
export function isSmallChange(from: Shares, to: Shares): boolean {
  return PARTS.some((name) => {
    const {people, net} = changeOf(from, to, name);
    return net !== 0 && (isFew(people) || isFew(Math.abs(net)));
  });
}

/** Returns what is left of a total without its parts, person by person. */
export function remainderOf(total: Shares, parts: Shares[]): Shares {
  const left = new Map([...total].map(([person, share]) => [person, {...share}]));
  for (const part of parts) for (const [person, share] of part) subtract(left, person, share);
  for (const [person, {numerator, denominator}] of left) if (numerator === 0 && denominator === 0) left.delete(person);
  return left;
}

export function sumOf(shares: Shares, name: ShareName): number {
  let sum = 0;
  for (const share of shares.values()) sum += share[name];
  return sum;
}

function changeOf(from: Shares, to: Shares, name: ShareName): {people: number; net: number} {
  let [people, net] = [0, 0];
  for (const person of new Set([...from.keys(), ...to.keys()])) {
    const difference = (to.get(person)?.[name] ?? 0) - (from.get(person)?.[name] ?? 0);
    if (difference !== 0) people++;
    net += difference;
  }
  return {people, net};
}

function subtract(left: Map<string, Share>, person: string, {numerator, denominator}: Share): void {
  const own = left.get(person) ?? {numerator: 0, denominator: 0};
  left.set(person, {numerator: own.numerator - numerator, denominator: own.denominator - denominator});
}

const isFew = (count: number) => count > 0 && count < FEWEST_PEOPLE;
