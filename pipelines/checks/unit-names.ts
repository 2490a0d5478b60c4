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

/** Returns the unit with this name, if exactly one has it. */
export function unitNamed(value: string, names: UnitName[]): UnitName | undefined {
  const exact = only(names.filter(({name}) => name === value));
  return exact ?? only(names.filter(({name}) => unitKey(name) === unitKey(value)));
}

/** Returns the unit whose name differs in one character, if exactly one does. The result is only a suggestion. */
export function unitMistyped(value: string, names: UnitName[]): UnitName | undefined {
  return only(names.filter(({name}) => distance(unitKey(value), unitKey(name)) === 1));
}

/**
 * Returns the unit whose name contains these characters in order, as short forms do, if exactly one does. The result is
 * only a suggestion.
 */
export function unitLike(value: string, names: UnitName[]): UnitName | undefined {
  const wanted = [...unitKey(value)];
  if (wanted.length < 2) return undefined;
  return only(names.filter(({name}) => isWithin(wanted, unitKey(name))));
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
