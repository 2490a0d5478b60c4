/** 身份证号、手机号、银行卡号 */
export type PrivateKind = "id" | "mobile" | "card";

/**
 * Eleven digits or more with single blanks or dashes between them: only such texts need a closer look. JavaScript and
 * DuckDB read the pattern alike.
 */
export const CANDIDATE = "[0-9０-９]([ 　\u00a0–—－‐-]?[0-9０-９]){10,}";

/** So few digits identify nobody, so a text with fewer is not masked. */
const FEW = 7;
const ADDRESS = /https?:\/\/[\x21-\x7e]+/g;
/** The usual groupings of the digits of such numbers, by the length of their first group. */
const GROUPINGS: Record<number, number[][]> = {
  2: [[2, 3, 4, 4]],
  3: [[3, 4, 4]],
  4: [
    [4, 4, 4, 4],
    [4, 4, 4, 4, 1],
    [4, 4, 4, 4, 2],
    [4, 4, 4, 4, 3]
  ],
  6: [
    [6, 8, 4],
    [6, 4, 4, 4],
    [6, 13]
  ]
};
/** No number of a person is shorter, and a text may hold hundreds of thousands of such runs. */
const SHORTEST = 11;

/** Headers that announce such numbers, whatever the cells look like. */
const HEADERS: [words: RegExp, kind: PrivateKind][] = [
  [/身份证|证件号/, "id"],
  [/手机|移动电话/, "mobile"],
  [/银行卡|银行账号|银行帐号/, "card"]
];

export function privateHeader(header: string): PrivateKind | undefined {
  const text = header.normalize("NFKC").replace(/\s/g, "");
  return HEADERS.find(([words]) => words.test(text))?.[1];
}

/**
 * Returns the kinds of numbers of persons in a text. With `isRecordNumber` the column contains record numbers, so a
 * bare number of a phone's or a card's length is none.
 */
export function privateKinds(text: string, {isRecordNumber = false} = {}): PrivateKind[] {
  const plain = text.normalize("NFKC").replace(ADDRESS, " ").replace(/[–—‐]/g, "-");
  const isBare = isRecordNumber && /^\s*[0-9]+\s*$/.test(plain);
  const kinds = numbersIn(plain).flatMap((number) =>
    kindsOf(number).filter((kind) => !isBare || isSureId(number, kind))
  );
  return [...new Set(kinds)];
}

/** Returns each run of digits, and the numbers that groups of digits with single blanks or dashes form together. */
function numbersIn(text: string): string[] {
  const runs = (text.match(/[0-9]+(?:\.[0-9]+)*[Xx]?/g) ?? [])
    .map((run) => run.replace(/\.0+$/, ""))
    // A number with decimals is an amount or an average.
    .filter((run) => run.length >= SHORTEST && !run.includes("."));
  // A group need not be followed by another: a run of a million digits would be looked at again from each of them.
  const sequences = text.match(/[0-9]+(?:[ -][0-9]+)*[Xx]?/g) ?? [];
  return [
    ...runs,
    ...sequences.flatMap((sequence) => (sequence.length < SHORTEST ? [] : groupedIn(sequence.split(/[ -]/))))
  ];
}

function groupedIn(groups: string[]): string[] {
  const found: string[] = [];
  for (const [from, {length}] of groups.entries())
    for (const lengths of GROUPINGS[length] ?? [])
      if (lengths.every((each, at) => groups[from + at]?.length === each))
        found.push(groups.slice(from, from + lengths.length).join(""));
  return found;
}

function kindsOf(number: string): PrivateKind[] {
  const digits = number.replace(/[Xx]$/, "");
  if (/^(86|0086)?1[3-9][0-9]{9}$/.test(digits)) return ["mobile"];
  // No province code is 19 or 20, and no card starts with them: such a number is a record numbered by its year.
  if (/^(19|20)/.test(digits)) return [];
  if (/^[0-9]{17}[0-9Xx]$/.test(number) && isDay(number.slice(6, 14)) && hasCheckDigit(number)) return ["id"];
  if (/^[0-9]{15}$/.test(digits) && isDay(`19${digits.slice(6, 12)}`)) return ["id"];
  return /^[0-9]{16,19}$/.test(digits) && isLuhn(digits) ? ["card"] : [];
}

function isSureId(number: string, kind: PrivateKind): boolean {
  return kind === "id" && number.length === 18;
}

function isDay(text: string): boolean {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  if (year < 1900 || year > 2100) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last digit of an 18-digit ID number is computed from the others (GB 11643). */
function hasCheckDigit(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return "10X98765432"[sum % 11] === number[17]!.toUpperCase();
}

/** The Luhn checksum of bank cards. */
function isLuhn(digits: string): boolean {
  if (/^0+$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Digits of every kind, because some (𝟏, ①) become plain ones where numbers are looked for. */
const DIGIT = /[\p{Nd}\p{No}]/gu;

/** Masks all digits of a text that has enough of them to identify a person. */
export function maskedNumbers(text: string): string {
  const count = text.normalize("NFKC").match(DIGIT)?.length ?? 0;
  return count < FEW ? text : text.replace(DIGIT, "•");
}
