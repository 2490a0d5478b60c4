import type {PrivateKind} from "./private-numbers.ts";

/** Where in the sender's file: the row and cell their spreadsheet shows, and the physical line of a text file. */
export interface Place {
  row: number;
  line: number;
  /** The sheet of a workbook, which has no lines: `line` is the row there. */
  sheet?: string;
  /** As a spreadsheet names it, for example `C7`. */
  cell?: string;
  /** The header of the column, in the sender's words. */
  column?: string;
}

/** A problem in somebody's file: returned and shown, never thrown. */
export type Finding =
  | {code: "file/empty"}
  | {code: "file/header-only"}
  | {code: "file/not-a-table"; kind: string}
  | {code: "file/workbook-old"}
  | {code: "file/workbook-locked"}
  | {code: "file/workbook-broken"}
  | {code: "file/workbook-large"; megabytes: number}
  | {code: "file/workbook-formulas"; sheet: string; count: number; cells: string[]}
  | {code: "file/sheets"; read: string; others: string[]}
  | {code: "file/encoding"; line: number}
  | {code: "file/nul"; line: number}
  | {code: "file/long-line"; line: number; limit: number}
  | {code: "file/unclosed-quote"; line: number}
  | {code: "file/wrong-dataset"; dataset: string; looksLike?: string; columns: string[]}
  /** No dataset was named, and the headers tell none or several. */
  | {code: "file/unrecognised"; candidates: string[]; columns: string[]}
  | {code: "file/year"; years: number[]; planYears: number[]}
  | {code: "file/reference-empty"; dataset: string; columns: string[]}
  | {code: "file/sender"; dataset: string}
  | {code: "file/unit-unknown"; unit: string}
  | {code: "file/list-shrinks"; before: number; gone: number; keys: string[]}
  /** `until`: an exception for the sender that has closed. */
  | {code: "file/month-locked"; months: string[]; until?: string}
  | {code: "file/month-locked-office"; months: string[]}
  | {code: "header/missing"; columns: string[]}
  | {code: "header/duplicate"; column: string; cells: string[]}
  | {code: "header/unknown"; columns: string[]}
  | {code: "header/nameless"; columns: string[]}
  | PrivateFinding
  | {code: "row/short"; place: Place; found: number; expected: number}
  | {code: "row/long"; place: Place; found: number; expected: number}
  | {code: "row/duplicate"; place: Place; key: string; firstRow: number}
  | {code: "row/foreign"; place: Place; unit: string}
  | {code: "row/taken"; place: Place; key: string}
  | {code: "row/similar"; place: Place; key: string; other: string; isEarlier: boolean; columns: string[]}
  | {code: "row/hidden"; sheet: string; count: number; rows: number[]}
  | {code: "row/year"; count: number; years: number[]; planYears: number[]}
  | {code: "row/example"; place: Place}
  | {code: "cell/required"; place: Place}
  | {code: "cell/required-when"; place: Place; when: string}
  | {code: "cell/type"; place: Place; value: string; expected: CellType}
  | {code: "cell/no-year"; place: Place; value: string}
  | {code: "cell/scientific"; place: Place; value: string}
  | {code: "cell/enum"; place: Place; value: string; allowed: string[]}
  | {code: "cell/range"; place: Place; value: string; minimum?: number; maximum?: number}
  | {code: "cell/pattern"; place: Place; value: string; example: string}
  /** `suggestion`: what may have been meant; `candidates`: several that it may be without its zeros. */
  | {code: "cell/reference"; place: Place; value: string; dataset: string; suggestion?: string; candidates?: string[]}
  | {code: "cell/reference-old"; place: Place; value: string; dataset: string}
  | {code: "cell/reference-later"; place: Place; value: string; dataset: string}
  | {code: "cell/not-before"; place: Place; value: string; other: string; otherValue: string}
  | {code: "cell/not-above"; place: Place; value: string; other: string; otherValue: string}
  | {code: "cell/expected"; place: Place; value: string; allowed: string[]}
  | {code: "cell/outlier"; place: Place; value: string; most: string}
  | {code: "cell/headcount-only"; place: Place; value: string; categories: string[]}
  | {code: "cell/unit-named"; place: Place; value: string; unit: string; name: string; count: number}
  | {code: "cell/zeros-restored"; place: Place; count: number; values: {value: string; restored: string}[]}
  | {code: "cell/blank-word"; place: Place; count: number; values: string[]}
  | {code: "cell/truncated"; place: Place; value: string}
  | {code: "cell/error-value"; place: Place; value: string};

/** Numbers of persons, of which a finding never says the value. `count`: rows. */
export type PrivateFinding = {code: "column/private"; kind: PrivateKind; count: number} & (
  | {part: "column"; column: string; letters: string}
  /** In a sheet that is not read, but would be kept with the file. */
  | {part: "sheet"; sheet: string}
  /** In cells right of the last column. */
  | {part: "beside"}
  /** In rows down to the header, or in rows that are no data. */
  | {part: "above" | "below"; rows: number[]}
);

export type CellType = "integer" | "number" | "boolean" | "date" | "datetime" | "yearmonth" | "list" | "string";
export type FindingCode = Finding["code"];

/** 提示: the file is taken all the same. Everything else is 拒收. */
const WARNINGS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "file/sheets",
  "file/list-shrinks",
  "file/month-locked-office",
  "header/unknown",
  "header/nameless",
  "row/hidden",
  "row/year",
  "row/similar",
  "row/example",
  "cell/reference-old",
  "cell/reference-later",
  "cell/expected",
  "cell/outlier",
  "cell/unit-named",
  "cell/zeros-restored",
  "cell/blank-word"
]);

export function isBlocking(finding: {code: FindingCode}): boolean {
  return !WARNINGS.has(finding.code);
}

/** All that is wrong with one file: the first ones in full, every one counted. */
export interface Findings {
  /** At most `FINDINGS_SHOWN` unless more were asked for, blocking ones first, then by place. */
  shown: Finding[];
  blocking: number;
  warnings: number;
}

export const FINDINGS_SHOWN = 200;

export function findingsOf(
  list: Finding[],
  counted?: {blocking: number; warnings: number},
  shownAtMost = FINDINGS_SHOWN
): Findings {
  const blocking = list.filter(isBlocking);
  const warnings = list.filter((finding) => !isBlocking(finding));
  return {
    shown: [...blocking, ...warnings].slice(0, shownAtMost),
    blocking: counted?.blocking ?? blocking.length,
    warnings: counted?.warnings ?? warnings.length
  };
}

/** What two looks at one file found, as one. */
export function joinFindings(first: Findings, second: Findings): Findings {
  return findingsOf([...first.shown, ...second.shown], {
    blocking: first.blocking + second.blocking,
    warnings: first.warnings + second.warnings
  });
}

/** The same with more, which come first. */
export function withFindings(findings: Findings, more: Finding[]): Findings {
  if (more.length === 0) return findings;
  const blocking = more.filter(isBlocking).length;
  return findingsOf([...more, ...findings.shown], {
    blocking: findings.blocking + blocking,
    warnings: findings.warnings + more.length - blocking
  });
}
