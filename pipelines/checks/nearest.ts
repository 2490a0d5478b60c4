import {distance} from "fastest-levenshtein";

/** A longer text is no mistyped word of a list, and each of its characters would be compared with every word. */
const LONGEST = 200;

/**
 * Returns the word that a mistyped or shortened one most likely meant; undefined where several are as near, or none
 * shares a character with it. It is only a suggestion.
 */
export function nearest(given: string, words: readonly string[]): string | undefined {
  if (given.length > LONGEST) return undefined;
  const whole = inFull(given, words);
  if (whole !== undefined) return whole;
  const near = words
    .filter((word) => sharesCharacter(given, word))
    .map((word) => ({word, distance: distance(given, word)}))
    .filter((each) => each.distance < Math.max(given.length, each.word.length))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return first && first.distance !== second?.distance ? first.word : undefined;
}

/** 省级 is the short form of 省部级 alone, although 市级 is as near. */
function inFull(given: string, words: readonly string[]): string | undefined {
  if (given.length < 2) return undefined;
  const [only, ...others] = words.filter((word) => isWithin([...given], word));
  return others.length === 0 ? only : undefined;
}

/** Tells whether a text has these characters in this order. */
export function isWithin(wanted: string[], text: string): boolean {
  let from = 0;
  return wanted.every((character) => {
    const at = text.indexOf(character, from);
    from = at + character.length;
    return at !== -1;
  });
}

function sharesCharacter(one: string, other: string): boolean {
  return [...one].some((character) => other.includes(character));
}
