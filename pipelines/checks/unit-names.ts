import {distance} from "fastest-levenshtein";
import {isWithin} from "./nearest.ts";

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
  const keyed = names.map((name) => ({...name, key: unitKey(name.name), code: codeKey(name.unit_code)}));
  const byName = onlyBy(names, ({name}) => name);
  const byKey = onlyBy(keyed, ({key}) => key);
  return {
    named: (value) => (value.length > LONGEST ? undefined : (byName.get(value) ?? byKey.get(unitKey(value)))),
    guessed(value) {
      const key = value.length > LONGEST_GUESSED ? "" : unitKey(value);
      if (key === "") return undefined;
      return unitCoded(value, keyed) ?? unitLike(key, keyed) ?? unitMistyped(key, keyed) ?? unitShorter(key, keyed);
    }
  };
}

interface KeyedName extends UnitName {
  key: string;
  /** The unit's code without the ways in which it may be written. */
  code: string;
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

/** Returns the unit whose short name a long one contains in order, if exactly one does. */
function unitShorter(wanted: string, names: KeyedName[]): UnitName | undefined {
  return only(names.filter(({key}) => key.length >= SHORT_NAME && isWithin([...key], wanted)));
}

/** 学院 alone is within every name. */
const SHORT_NAME = 4;

/** Returns the unit whose code is written otherwise (U1, U-01, UO1, 01), or stands before a name, if exactly one is. */
function unitCoded(value: string, names: KeyedName[]): UnitName | undefined {
  const wanted = codeKey(value);
  if (wanted === "") return undefined;
  return only(names.filter(({code}) => code === wanted || code.replace(/^[A-Z]+/, "") === wanted));
}

/** The letters and the number of a code; empty where it is none. */
function codeKey(code: string): string {
  const [, letters, digits] = /^([A-Z]*?)(O?[0-9]+)(?:\p{Script=Han}.*)?$/u.exec(plainOf(code)) ?? [];
  return digits === undefined ? "" : `${letters}${Number(digits.replaceAll("O", "0"))}`;
}

const plainOf = (code: string) =>
  code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s_.-]/g, "");

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
