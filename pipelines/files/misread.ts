import {MISREADINGS, type Misreading} from "#pipelines/findings/misreadings.ts";
import {FIRST_ROWS} from "./header.ts";

export interface MisreadText {
  as: Misreading;
  /** The text before that; missing where bytes were lost. */
  meant?: string;
}

const gbk = new TextDecoder("gbk");
/** Windows-1252 from 80 to 9F; the decoder of Node 20 takes it for Latin-1. */
const WESTERN = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const EURO = 0x80;

/** The characters of GBK with a first and a second byte in these ranges. */
function charactersOf(first: [number, number], second: [number, number]): string[] {
  const found: string[] = [];
  for (let lead = first[0]; lead <= first[1]; lead++)
    for (let trail = second[0]; trail <= second[1]; trail++)
      if (lead > EURO && trail !== 0x7f) found.push(gbk.decode(Uint8Array.of(lead, trail)));
  return found.filter((each) => [...each].length === 1 && each !== "\ufffd");
}

const classOf = (characters: string[]) => `[${[...new Set(characters)].join("")}]`;

/** The bytes of a hanzi in UTF-8: the first of E4–E9, two of 80–BF. */
const LEADS: [number, number] = [0xe4, 0xe9];
const REST: [number, number] = [0x80, 0xbf];
const LEAD_AND_REST = classOf(charactersOf(LEADS, REST));
const REST_AND_LEAD = classOf(charactersOf(REST, LEADS));
/** Without what Chinese texts write between words: 婧峰、 is a name and a comma. */
const REST_AND_REST = classOf(
  [...charactersOf(REST, REST), "€"].filter((each) => !/[\u00b7\u2010-\u2026\u3000-\u303f\uff01-\uff1f]/.test(each))
);

/** The bytes of a hanzi in GBK, read as Latin-1. A row of × or · stands for itself, so one of four must be a letter. */
const FIRST = "[\\xB0-\\xF6]";
const SECOND = "[\\xA1-\\xFE]";
const LETTER = "[\\xC0-\\xD6\\xD8-\\xF6]";

/** Patterns for RE2 and JavaScript; each needs two hanzi in a row, which no other text gives by chance. */
export const MISREAD_PATTERNS: Record<Misreading, string> = {
  "utf-8-as-gbk": `${LEAD_AND_REST}(?:€${LEAD_AND_REST}|${REST_AND_LEAD}${REST_AND_REST})`,
  "utf-8-as-latin":
    "(?:[\\xE4-\\xE9][\\x{80}-\\x{BF}\\x{152}-\\x{178}\\x{192}\\x{2C6}\\x{2DC}\\x{2013}-\\x{2122}]{2}){2}",
  "gbk-as-latin": [
    [LETTER, SECOND, FIRST, SECOND],
    [FIRST, LETTER, FIRST, SECOND],
    [FIRST, SECOND, LETTER, SECOND],
    [FIRST, SECOND, FIRST, LETTER]
  ]
    .map((signs) => signs.join(""))
    .join("|")
};
/** A cell without any of these needs no further look. */
export const MISREAD_SIGNS = `\\x80-\\xFF${LEAD_AND_REST.slice(1, -1)}`;

const PATTERNS = MISREADINGS.map((as) => ({
  as,
  pattern: new RegExp(
    MISREAD_PATTERNS[as].replaceAll(/\\x\{([0-9A-F]+)\}/g, (_, code: string) => `\\u{${code}}`),
    "u"
  )
}));

/** Tells how a text was misread; undefined for any other text. */
export function misreadText(text: string): MisreadText | undefined {
  const as = PATTERNS.find(({pattern}) => pattern.test(text))?.as;
  return as && {as, meant: restored(text, as)};
}

let bytesOfGbk: Map<string, number[]> | undefined;

function gbkBytes(): Map<string, number[]> {
  const bytes = new Map<string, number[]>([["€", [EURO]]]);
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = gbk.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && !bytes.has(character)) bytes.set(character, [lead, trail]);
    }
  return bytes;
}

const bytesOfLatin = new Map<string, number[]>([
  ...Array.from({length: 0x80}, (_, at): [string, number[]] => [String.fromCharCode(0x80 + at), [0x80 + at]]),
  ...[...WESTERN].map((character, at): [string, number[]] => [character, [0x80 + at]])
]);

function restored(text: string, as: Misreading): string | undefined {
  const bytesOf = as === "utf-8-as-gbk" ? (bytesOfGbk ??= gbkBytes()) : bytesOfLatin;
  const bytes = [...text].map((each) => (each < "\x80" ? [each.charCodeAt(0)] : bytesOf.get(each)));
  if (bytes.includes(undefined)) return undefined;
  try {
    const decoder = new TextDecoder(as === "gbk-as-latin" ? "gb18030" : "utf-8", {fatal: true});
    return decoder.decode(Uint8Array.from(bytes.flatMap((each) => each ?? [])));
  } catch {
    return undefined;
  }
}

export interface MisreadHeader {
  as: Misreading;
  columns: string[];
  meant: string[];
}

/** Finds a header of which two cells were misread; its first cells are named. */
export function misreadHeader(records: string[][], named: (cells: string[]) => string[]): MisreadHeader | undefined {
  for (const cells of records.slice(0, FIRST_ROWS)) {
    const misread = cells.flatMap((cell) => misreadText(cell) ?? []);
    const [first] = misread;
    if (!first || misread.length < 2) continue;
    return {as: first.as, columns: named(cells), meant: named(misread.flatMap(({meant}) => meant ?? []))};
  }
  return undefined;
}
