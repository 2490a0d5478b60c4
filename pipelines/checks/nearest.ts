import {distance} from "fastest-levenshtein";

/** A longer text is no mistyped word of a list, and each of its characters would be compared with every word. */
const LONGEST = 200;

/**
 * Returns the word that a mistyped one most likely meant; undefined where several are as near, or none shares a
 * character with it. It is only a suggestion.
 */
export function nearest(given: string, words: readonly string[]): string | undefined {
  if (given.length > LONGEST) return undefined;
  const near = words
    .filter((word) => sharesCharacter(given, word))
    .map((word) => ({word, distance: distance(given, word)}))
    .filter((each) => each.distance < Math.max(given.length, each.word.length))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return first && first.distance !== second?.distance ? first.word : undefined;
}

function sharesCharacter(one: string, other: string): boolean {
  return [...one].some((character) => other.includes(character));
}
