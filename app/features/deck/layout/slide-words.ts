/** Estimates of how wide and how high words become, a little too large, so that what is said to fit does fit. */

const SPACE = 0.3;
const NARROW = 0.57;
const CAPITAL = 0.7;
const WIDE = 0.95;

/** Hanzi and their punctuation are as wide as they are high; a CJK face draws “”, — and … so too. */
const isHan = (code: number) =>
  code >= 0x2e80 || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2190 && code <= 0x2bff);

function emOf(character: string): number {
  if (isHan(character.codePointAt(0) ?? 0)) return 1;
  if (character === JOINER) return 0;
  if (character === " " || character === "\u00a0") return SPACE;
  if (/[%@mMW&]/.test(character)) return WIDE;
  return /[A-Z]/.test(character) ? CAPITAL : NARROW;
}

/** The width of words in ems. */
export function emsOf(words: string): number {
  let ems = 0;
  for (const character of words) ems += emOf(character);
  return ems;
}

const JOINER = "\u2060";

/**
 * A number and the word after it stay on one line: “84.5 %”; a day too, for browsers break it after its hyphens. A wide
 * blank would hang over the edge at the end of a line.
 */
export const together = (words: string): string =>
  words
    .replaceAll(/(\d) (?=[^\s\d])/g, "$1\u00a0")
    .replaceAll(/(\d)-(?=\d)/g, `$1-${JOINER}`)
    .replaceAll("　", "\u00a0\u00a0 ");

/** What no line break divides: a run of Latin letters and digits, or one hanzi with the punctuation that follows it. */
const PIECES = /[\u0021-\u00ff\u2212\u2060]+|[\s\S][，。；：、？！）》”’」%]*/gu;

/** Divides words into lines that are no wider than `ems`. */
export function linesIn(words: string, ems: number): string[] {
  return words.split("\n").flatMap((line) => wrapped(line, Math.max(1, ems)));
}

function wrapped(words: string, ems: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of (together(words).match(PIECES) ?? []).flatMap((each) => halves(each, ems))) {
    if (line && emsOf(line + piece.trimEnd()) > ems) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** A piece that is wider than a whole line is divided after all. */
function halves(piece: string, ems: number): string[] {
  if (emsOf(piece) <= ems) return [piece];
  const parts: string[] = [""];
  for (const character of piece) {
    if (emsOf((parts.at(-1) ?? "") + character) > ems) parts.push("");
    parts[parts.length - 1] += character;
  }
  return parts;
}

export const lineCount = (words: string, ems: number): number => (words === "" ? 0 : linesIn(words, ems).length);

/**
 * Divides a sentence after “；”, else after “，”, else anywhere, so that its head takes at most so many lines. Between the
 * two nothing is lost but the mark that divides them.
 */
export function cutWords(words: string, ems: number, lines: number): {head: string; rest: string} {
  const fits = (head: string) => lineCount(head, ems) <= lines;
  if (fits(words)) return {head: words, rest: ""};
  const heads = ["；", "，"].flatMap((mark) => headBefore(mark, words, fits) ?? []);
  // A head that leaves most of its lines empty says too little.
  const full = heads.find((head) => lineCount(head, ems) * 2 > lines) ?? longest(heads);
  if (full) return {head: full, rest: words.slice(full.length + 1)};
  const head = linesIn(words, ems).slice(0, lines).join("").length;
  // Lines lose the blanks at their ends, so the cut is made a little earlier.
  const characters = [...words];
  let count = Math.min(head, characters.length - 1);
  while (count > 1 && !fits(characters.slice(0, count).join(""))) count--;
  return {head: characters.slice(0, count).join(""), rest: characters.slice(count).join("")};
}

function headBefore(mark: string, words: string, fits: (head: string) => boolean): string | undefined {
  for (let at = words.lastIndexOf(mark); at > 0; at = words.lastIndexOf(mark, at - 1))
    if (fits(words.slice(0, at))) return words.slice(0, at);
  return undefined;
}

const longest = (words: string[]): string | undefined => words.toSorted((a, b) => b.length - a.length)[0];

/** Words of one line, with an ellipsis where there were more. */
export function oneLine(words: string, ems: number): string {
  if (emsOf(words) <= ems) return words;
  const characters = [...words];
  while (characters.length > 1 && emsOf(`${characters.join("")}…`) > ems) characters.pop();
  return `${characters.join("")}…`;
}
