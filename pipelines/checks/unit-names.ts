import {distance} from "fastest-levenshtein";

/** A name of a unit: its own, or an alias that the office maintains. */
export interface UnitName {
  unit_code: string;
  name: string;
  /** The unit's own name, for display. */
  title: string;
}

/** Returns a unit name for comparison: without blanks, without the university before it and the union after it. */
export function unitKey(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/^中国矿业大学(?=.)/, "")
    .replace(/(.)(二级单位工会|分工会|工会)$/, "$1")
    .toLowerCase();
}

/** A cell of a file that is longer names no unit. */
const LONGEST = 1000;
/** A guess compares it with every name. */
const LONGEST_GUESSED = 100;

export interface UnitFinder {
  /** Returns the unit with this name, if exactly one has it. */
  named(value: string): UnitName | undefined;
  /** Returns the unit that a short form or a mistyped name most likely meant. The result is only a suggestion. */
  guessed(value: string): UnitName | undefined;
}

/** Makes the names comparable once, for a file may ask for hundreds of thousands. */
export function unitFinder(names: UnitName[]): UnitFinder {
  const keyed = names.map((name) => ({...name, key: unitKey(name.name)}));
  const byName = onlyBy(names, ({name}) => name);
  const byKey = onlyBy(keyed, ({key}) => key);
  return {
    named: (value) => (value.length > LONGEST ? undefined : (byName.get(value) ?? byKey.get(unitKey(value)))),
    guessed(value) {
      const key = value.length > LONGEST_GUESSED ? "" : unitKey(value);
      return key === "" ? undefined : (unitLike(key, keyed) ?? unitMistyped(key, keyed));
    }
  };
}

interface KeyedName extends UnitName {
  key: string;
}

/** Returns the unit whose name differs in one character, if exactly one does. */
function unitMistyped(wanted: string, names: KeyedName[]): UnitName | undefined {
  return only(names.filter(({key}) => Math.abs(key.length - wanted.length) <= 1 && distance(wanted, key) === 1));
}

/** Returns the unit whose name contains these characters in order, as short forms do, if exactly one does. */
function unitLike(wanted: string, names: KeyedName[]): UnitName | undefined {
  const characters = [...wanted];
  if (characters.length < 2) return undefined;
  return only(names.filter(({key}) => isWithin(characters, key)));
}

function isWithin(wanted: string[], name: string): boolean {
  let from = 0;
  return wanted.every((character) => {
    const at = name.indexOf(character, from);
    from = at + character.length;
    return at !== -1;
  });
}

function only(found: UnitName[]): UnitName | undefined {
  return new Set(found.map(({unit_code}) => unit_code)).size === 1 ? found[0] : undefined;
}

/** The names by what they are looked up by; undefined where several units have it. */
function onlyBy<Name extends UnitName>(
  names: Name[],
  keyOf: (name: Name) => string
): Map<string, UnitName | undefined> {
  const found = new Map<string, UnitName[]>();
  for (const name of names) {
    const same = found.get(keyOf(name));
    if (same) same.push(name);
    else found.set(keyOf(name), [name]);
  }
  return new Map([...found].map(([key, same]) => [key, only(same)]));
}
