/** A part of a unit's people, such as its women, with how many of them came. */
export interface PeopleGroup {
  name: string;
  numerator: number;
  denominator: number;
}

/** What is shown of a unit's people: a group by itself, or several that are too small merged into one. */
export interface ShownGroup {
  names: string[];
  numerator: number;
  denominator: number;
}

/** The fewest people that a group must have to be shown. */
export const FEWEST_PEOPLE = 3;

/** People whom no group names: shown nowhere, but computed by who subtracts the groups from the whole. */
const NAMELESS = "";

/**
 * Merges the groups of each unit so that no group of fewer than three people is shown, and none can be computed: neither
 * from the unit's whole and its other groups, nor from the union's group and those of the other units. A unit whose
 * groups cannot be merged so has none.
 */
export function mergedGroupsOf(
  units: Map<string, PeopleGroup[]>,
  wholes: Map<string, {numerator: number; denominator: number}>
): Map<string, ShownGroup[]> {
  const all = new Map([...units].map(([unit, groups]) => [unit, withNameless(groups, wholes.get(unit))]));
  const asked = new Map<string, Set<string>>([...all.keys()].map((unit) => [unit, new Set()]));
  for (;;) {
    const merged = new Map([...all].map(([unit, groups]) => [unit, mergedOf(groups, asked.get(unit)!)]));
    const bare = bareGroup(all, merged);
    if (!bare) return new Map([...all].map(([unit, groups]) => [unit, shownOf(groups, merged.get(unit)!)]));
    asked.get(bare.unit)!.add(bare.name);
  }
}

function withNameless(groups: PeopleGroup[], whole: {numerator: number; denominator: number} | undefined) {
  const named = groups.filter(({denominator}) => denominator > 0);
  if (!whole) return named;
  const {numerator, denominator} = sumOf(named);
  const rest = {
    name: NAMELESS,
    numerator: whole.numerator - numerator,
    denominator: whole.denominator - denominator
  };
  return rest.denominator > 0 ? [...named, rest] : named;
}

/** Returns the groups of a unit that are merged: the small and the asked ones, and as many of the next larger as make them safe. */
function mergedOf(groups: PeopleGroup[], asked: Set<string>): Set<string> {
  const isMerged = ({name, denominator}: PeopleGroup) => denominator < FEWEST_PEOPLE || asked.has(name);
  const merged = groups.filter(isMerged);
  if (merged.length === 0) return new Set();
  const others = groups.filter((group) => !isMerged(group)).toSorted(bySize);
  while (others.length > 0 && !(merged.length > 1 && isSafe(merged))) merged.push(others.shift()!);
  return new Set(merged.map(({name}) => name));
}

/** Finds a group that is merged in too few units to be safe, and the unit with the fewest of them that has yet to merge it. */
function bareGroup(all: Map<string, PeopleGroup[]>, merged: Map<string, Set<string>>) {
  const cells = [...all].flatMap(([unit, groups]) =>
    groups.map((group) => ({...group, unit, isMerged: merged.get(unit)!.has(group.name)}))
  );
  for (const name of new Set(cells.map((cell) => cell.name))) {
    const own = cells.filter((cell) => cell.name === name);
    const hidden = own.filter(({isMerged}) => isMerged);
    if (hidden.length === 0 || (hidden.length > 1 && isSafe(hidden))) continue;
    const next = own.filter(({isMerged}) => !isMerged).toSorted(bySize)[0];
    if (next) return next;
  }
  return undefined;
}

function shownOf(groups: PeopleGroup[], merged: Set<string>): ShownGroup[] {
  const together = groups.filter(({name}) => merged.has(name));
  const alone = groups
    .filter(({name}) => name !== NAMELESS && !merged.has(name))
    .map(({name, numerator, denominator}) => ({names: [name], numerator, denominator}));
  if (together.length === 0) return alone;
  // All of them together are the unit's whole, which stands elsewhere.
  if (alone.length === 0 || !isSafe(together)) return [];
  const names = together.flatMap(({name}) => (name === NAMELESS ? [] : [name]));
  return [...alone, {names, ...sumOf(together)}];
}

/** The sum is known. It must be of three people or more, of whom neither nobody nor everybody came: that would tell of each. */
function isSafe(groups: PeopleGroup[]): boolean {
  const {numerator, denominator} = sumOf(groups);
  return denominator >= FEWEST_PEOPLE && numerator > 0 && numerator < denominator;
}

function sumOf(groups: PeopleGroup[]): {numerator: number; denominator: number} {
  return groups.reduce(
    (sum, group) => ({
      numerator: sum.numerator + group.numerator,
      denominator: sum.denominator + group.denominator
    }),
    {numerator: 0, denominator: 0}
  );
}

const bySize = (a: PeopleGroup & {unit?: string}, b: PeopleGroup & {unit?: string}) =>
  a.denominator - b.denominator || (a.unit ?? a.name).localeCompare(b.unit ?? b.name);

/**
 * Returns the units whose count is not shown: those of one or two people, and as many of the next larger as keep these
 * from being the rest of the union's count.
 */
export function hiddenCountsOf(counts: {unit: string; count: number}[]): Set<string> {
  const sorted = counts.filter(({count}) => count > 0).toSorted((a, b) => a.count - b.count);
  let few = sorted.filter(({count}) => count < FEWEST_PEOPLE).length;
  if (few === 0) return new Set();
  const total = () => sorted.slice(0, few).reduce((sum, {count}) => sum + count, 0);
  while (few < sorted.length && (few < 2 || total() < FEWEST_PEOPLE)) few++;
  return new Set(sorted.slice(0, few).map(({unit}) => unit));
}
