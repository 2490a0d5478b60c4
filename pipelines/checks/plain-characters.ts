/** Characters that nobody sees: soft hyphens, zero-width ones, direction marks, byte order marks. */
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
/** Characters that look like another one, and mean it in a code or a word of a list. */
const COMPATIBLE = /[\u2e80-\u2fdf\uf900-\ufaff\uff01-\uff5e\u3000\u00a0\u2000-\u200a\u202f\u205f]/g;
/** Greek and Cyrillic letters with the shape of a Latin one. No code of ours has others than Latin letters. */
const TWINS = new Map(
  [
    ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
    ["АВСЕНІЈКМОРЅТХаеорсхуіјѕ", "ABCEHIJKMOPSTXaeopcxyijs"]
  ].flatMap(([twins = "", letters = ""]) => [...twins].map((twin, at) => [twin, letters[at]!] as const))
);
const TWIN = new RegExp(`[${[...TWINS.keys()].join("")}]`, "g");
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
/** Excel's mark of a text cell, which exports leave in front. */
const APOSTROPHE = /^['‘’`](?=.)/;
/** Brackets and commas belong to many codes in full width. */
const KEPT = new Set("（）［］｛｝，；：、！？＂＇");

/** The same as SQL for RE2, to find cells that need a look. */
export const ODD_CHARACTERS =
  "[\\x{00ad}\\x{00a0}\\x{034f}\\x{061c}\\x{180e}\\x{0370}-\\x{04ff}\\x{2000}-\\x{2015}\\x{202a}-\\x{202f}\\x{205f}-\\x{206f}\\x{2212}\\x{2e80}-\\x{2fdf}\\x{3000}\\x{f900}-\\x{faff}\\x{fe58}\\x{fe63}\\x{feff}\\x{ff01}-\\x{ff5e}]|^['‘’`].";

/** A text without characters that nobody sees, and with the usual form of those that look alike. */
export function plainCharacters(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(COMPATIBLE, (character) => (KEPT.has(character) ? character : character.normalize("NFKC")))
    .trim();
}

/** A code as people mean it: hyphens of every length are one, letters are Latin, no apostrophe stands in front. */
export function plainCode(text: string): string {
  return plainCharacters(text)
    .replace(DASHES, "-")
    .replace(TWIN, (twin) => TWINS.get(twin)!)
    .replace(APOSTROPHE, "");
}

/** A word of a list for comparison: without blanks, brackets in half width. */
export function wordKey(text: string): string {
  return text.normalize("NFKC").replace(INVISIBLE, "").replace(/\s/g, "").toLowerCase();
}
