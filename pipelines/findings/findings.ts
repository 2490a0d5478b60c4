import * as v from "valibot";
import {FIELD_TYPES} from "#pipelines/contracts/contract.ts";
import {FILE_FORMATS} from "./file-formats.ts";
import {MISREADINGS} from "./misreadings.ts";
import {TOO_MUCH} from "./too-much.ts";

/** A place in the sender's file: the spreadsheet's row and cell, and the physical line of a text file. */
const place = v.object({
  row: v.number(),
  line: v.number(),
  /** The sheet of a workbook; a sheet has no lines, so `line` is the row there. */
  sheet: v.optional(v.string()),
  /** The spreadsheet's name of the cell, for example `C7`. */
  cell: v.optional(v.string()),
  /** The header of the column as in the file. */
  column: v.optional(v.string())
});

export type Place = v.InferOutput<typeof place>;

const code = <const Code extends string>(of: Code) => ({code: v.literal(of)});

const takenValue = v.object({value: v.string(), taken: v.string()});

const personNumbers = {
  code: v.literal("column/private"),
  kind: v.picklist(["id", "mobile", "card"]),
  count: v.number()
};

/** Numbers of persons, whose value a finding never repeats. `count` counts rows. */
const privateFinding = v.variant("part", [
  v.object({...personNumbers, part: v.literal("column"), column: v.string(), letters: v.string()}),
  /** In a sheet that is not read but kept with the file. */
  v.object({...personNumbers, part: v.literal("sheet"), sheet: v.string()}),
  /** In cells to the right of the last column. */
  v.object({...personNumbers, part: v.literal("beside")}),
  /** In rows down to the header, or in rows that are no data. */
  v.object({...personNumbers, part: v.picklist(["above", "below"]), rows: v.array(v.number())})
]);

const struckCells = {sheet: v.string(), count: v.number(), cells: v.array(v.string())};

/** `cells`: the first of `places` merged ranges. */
const mergedColumn = {
  sheet: v.string(),
  column: v.string(),
  cells: v.array(v.string()),
  places: v.number(),
  count: v.number()
};

/** The cell that another one is compared with, if there is one. */
const otherCell = {other: v.optional(v.string()), otherValue: v.optional(v.string())};

/** A problem in a person's file: it is returned and shown, never thrown. */
const FINDING = v.variant("code", [
  v.object({...code("file/empty")}),
  v.object({...code("file/header-only")}),
  v.object({...code("file/not-a-table"), kind: v.string(), format: v.optional(v.picklist(FILE_FORMATS))}),
  v.object({...code("file/encrypted")}),
  v.object({...code("file/workbook-old")}),
  v.object({...code("file/workbook-locked")}),
  v.object({...code("file/workbook-broken")}),
  v.object({...code("file/workbook-large"), megabytes: v.number()}),
  /** More of a part than any table has; reading stopped there. */
  v.object({...code("file/too-much"), part: v.picklist(TOO_MUCH), limit: v.number(), where: v.string()}),
  /** Reading was stopped, because it took more seconds, or megabytes of memory, than it may. */
  v.object({...code("file/heavy"), of: v.picklist(["seconds", "megabytes"]), limit: v.number()}),
  v.object({...code("file/workbook-formulas"), sheet: v.string(), count: v.number(), cells: v.array(v.string())}),
  /** Cells with struck-out characters beside others; `count` counts the cells. */
  v.object({...code("file/struck-part"), ...struckCells}),
  /** Cells that are struck out as a whole, which were read nevertheless. */
  v.object({...code("file/struck"), ...struckCells}),
  /** Only one of several tables of this dataset could be read. */
  v.object({...code("file/sheets-alike"), read: v.string(), others: v.array(v.string())}),
  v.object({...code("file/sheets"), read: v.string(), others: v.array(v.string())}),
  /** The file was read nevertheless: its cells stood together in one column, with a sign between them. */
  v.object({...code("file/one-column"), sign: v.string()}),
  /** The file was read nevertheless: it is a web page with one plain table. */
  v.object({...code("file/web-table")}),
  /** The file was read nevertheless: another sign separated its cells. */
  v.object({...code("file/other-sign"), sign: v.string()}),
  /** Another table, whose header stands in `row`, is below the first. */
  v.object({
    ...code("file/second-table"),
    row: v.number(),
    sheet: v.optional(v.string()),
    columns: v.array(v.string())
  }),
  /** Nothing but blanks stands between the columns. */
  v.object({...code("file/blanks-between"), columns: v.array(v.string())}),
  /** The headers stand below one another, and each record is a column. */
  v.object({...code("file/turned"), columns: v.array(v.string())}),
  /** A header is looked for in the first `limit` rows. */
  v.object({...code("file/header-far"), row: v.number(), limit: v.number()}),
  v.object({...code("file/encoding"), line: v.number()}),
  /** The header was decoded wrongly before the file was saved; `meant` is what can be restored of it. */
  v.object({
    ...code("file/misread"),
    as: v.picklist(MISREADINGS),
    columns: v.array(v.string()),
    meant: v.array(v.string())
  }),
  v.object({...code("file/nul"), line: v.number()}),
  v.object({...code("file/long-line"), line: v.number(), limit: v.number()}),
  v.object({...code("file/many-columns"), count: v.number(), limit: v.number()}),
  v.object({...code("file/unclosed-quote"), line: v.number()}),
  v.object({
    ...code("file/wrong-dataset"),
    dataset: v.string(),
    looksLike: v.optional(v.string()),
    columns: v.array(v.string())
  }),
  /** No dataset was named, and the headers fit none or several. */
  v.object({...code("file/unrecognised"), candidates: v.array(v.string()), columns: v.array(v.string())}),
  v.object({...code("file/year"), years: v.array(v.number()), planYears: v.array(v.number())}),
  v.object({...code("file/reference-empty"), dataset: v.string(), columns: v.array(v.string())}),
  v.object({...code("file/sender"), dataset: v.string()}),
  v.object({...code("file/unit-unknown"), unit: v.string()}),
  v.object({...code("file/list-shrinks"), before: v.number(), gone: v.number(), keys: v.array(v.string())}),
  /** `until`: the sender's exception, which has expired. */
  v.object({...code("file/month-locked"), months: v.array(v.string()), until: v.optional(v.string())}),
  v.object({...code("file/month-locked-office"), months: v.array(v.string())}),
  /** `recorded`: the day of an earlier list that was of its today, and is after that of this one. */
  v.object({...code("file/clock-back"), day: v.string(), recorded: v.string()}),
  /** Corrections of cells that the file does not have, or of a text that no cell of the column has. */
  v.object({...code("file/corrections"), cells: v.array(v.string())}),
  v.object({...code("header/missing"), columns: v.array(v.string())}),
  v.object({...code("header/duplicate"), column: v.string(), cells: v.array(v.string())}),
  v.object({...code("header/unknown"), columns: v.array(v.string())}),
  /** `cells`: the filled cells, if they are few. */
  v.object({...code("header/nameless"), columns: v.array(v.string()), cells: v.optional(v.array(v.string()))}),
  /** The lines above the table name another unit than the column's own header. */
  v.object({...code("header/unit"), column: v.string(), own: v.string(), above: v.string()}),
  /** A sum, `title`, whose column says that it is for one person. */
  v.object({...code("header/per-person"), column: v.string(), title: v.string()}),
  v.object({...code("column/hidden"), sheet: v.string(), columns: v.array(v.string())}),
  /** A number is merged over several rows that hold other data; `count` counts the covered cells. */
  v.object({...code("column/merged-number"), ...mergedColumn}),
  /** One text is merged over several columns of the contract; `cells`: the first of `count` ranges. */
  v.object({
    ...code("column/merged-across"),
    sheet: v.string(),
    columns: v.array(v.string()),
    cells: v.array(v.string()),
    count: v.number()
  }),
  /** The text of cells merged over several rows was read for each of them. */
  v.object({...code("column/merged"), ...mergedColumn}),
  privateFinding,
  v.object({...code("row/short"), place, found: v.number(), expected: v.number()}),
  v.object({...code("row/long"), place, found: v.number(), expected: v.number()}),
  /** Cells far to the right of the table; `count` counts rows. */
  v.object({...code("row/stray"), count: v.number(), cells: v.array(v.string())}),
  v.object({...code("row/duplicate"), place, key: v.string(), firstRow: v.number()}),
  v.object({...code("row/foreign"), place, unit: v.string()}),
  v.object({...code("row/taken"), place, key: v.string()}),
  v.object({
    ...code("row/similar"),
    place,
    key: v.string(),
    other: v.string(),
    isEarlier: v.boolean(),
    columns: v.array(v.string())
  }),
  v.object({...code("row/hidden"), sheet: v.string(), count: v.number(), rows: v.array(v.number())}),
  v.object({...code("row/year"), count: v.number(), years: v.array(v.number()), planYears: v.array(v.number())}),
  v.object({...code("row/example"), place}),
  v.object({...code("cell/required"), place}),
  v.object({...code("cell/required-when"), place, when: v.string()}),
  v.object({
    ...code("cell/type"),
    place,
    value: v.string(),
    expected: v.picklist(FIELD_TYPES),
    minimum: v.optional(v.number()),
    maximum: v.optional(v.number()),
    suggestion: v.optional(v.string())
  }),
  v.object({...code("cell/no-year"), place, value: v.string()}),
  v.object({...code("cell/scientific"), place, value: v.string()}),
  /** `readings`: what the marks in the number may mean. */
  v.object({...code("cell/number"), place, value: v.string(), readings: v.array(v.string())}),
  /** One half of a number at the end of a row whose last cells are missing: `value` is 1,200. */
  v.object({
    ...code("cell/split"),
    place,
    value: v.string(),
    half: v.picklist(["first", "second"]),
    candidates: v.array(v.string())
  }),
  /** `candidates`: possible meanings in the column's own form. */
  v.object({...code("cell/percent"), place, value: v.string(), candidates: v.array(v.string())}),
  v.object({...code("cell/month"), place, value: v.string(), candidates: v.array(v.string())}),
  v.object({...code("cell/power-of-ten"), place, value: v.string()}),
  v.object({...code("cell/code-like"), place, value: v.string()}),
  /** `suggestion`: the likely meaning. */
  v.object({
    ...code("cell/enum"),
    place,
    value: v.string(),
    allowed: v.array(v.string()),
    suggestion: v.optional(v.string())
  }),
  v.object({
    ...code("cell/range"),
    place,
    value: v.string(),
    minimum: v.optional(v.number()),
    maximum: v.optional(v.number())
  }),
  v.object({...code("cell/pattern"), place, value: v.string(), example: v.string()}),
  /** `suggestion`: the likely meaning; `candidates`: codes that equal the value without their leading zeros. */
  v.object({
    ...code("cell/reference"),
    place,
    value: v.string(),
    dataset: v.string(),
    suggestion: v.optional(v.string()),
    candidates: v.optional(v.array(v.string()))
  }),
  v.object({...code("cell/reference-old"), place, value: v.string(), dataset: v.string()}),
  v.object({...code("cell/reference-later"), place, value: v.string(), dataset: v.string()}),
  /** The person is in no roster, and the sender confirms that they are new. */
  v.object({...code("cell/newcomer"), place, value: v.string(), count: v.number()}),
  v.object({...code("cell/not-before"), place, value: v.string(), other: v.string(), otherValue: v.string()}),
  v.object({...code("cell/not-above"), place, value: v.string(), other: v.string(), otherValue: v.string()}),
  /** Cells of a row that cannot all be right, and cells that are seldom all right; `words` is the contract's rule. */
  v.object({...code("cell/contradiction"), place, value: v.string(), words: v.string(), ...otherCell}),
  v.object({...code("cell/doubtful"), place, value: v.string(), words: v.string(), ...otherCell}),
  v.object({...code("cell/expected"), place, value: v.string(), allowed: v.array(v.string())}),
  v.object({...code("cell/outlier"), place, value: v.string(), most: v.string()}),
  v.object({...code("cell/headcount-only"), place, value: v.string(), categories: v.array(v.string())}),
  v.object({
    ...code("cell/unit-named"),
    place,
    value: v.string(),
    unit: v.string(),
    name: v.string(),
    count: v.number()
  }),
  v.object({
    ...code("cell/zeros-restored"),
    place,
    count: v.number(),
    values: v.array(v.object({value: v.string(), restored: v.string()}))
  }),
  v.object({...code("cell/blank-word"), place, count: v.number(), values: v.array(v.string())}),
  v.object({...code("cell/unit-applied"), place, count: v.number(), unit: v.string(), values: v.array(takenValue)}),
  /** More decimals than are kept. */
  v.object({...code("cell/rounded"), place, count: v.number(), values: v.array(takenValue)}),
  v.object({...code("cell/plain-characters"), place, count: v.number(), values: v.array(takenValue)}),
  /** Free text is kept as it is; `characters` are code points such as `U+200B`. */
  v.object({...code("cell/kept-characters"), place, count: v.number(), characters: v.array(v.string())}),
  v.object({...code("cell/tenfold"), place, value: v.string(), before: v.string()}),
  /** Values in force that the file's blank cells would empty. */
  v.object({...code("column/emptied"), column: v.string(), count: v.number(), keys: v.array(v.string())}),
  /** `was`: what the correction takes the cell to hold. */
  v.object({...code("cell/correction"), place, value: v.string(), was: v.string()}),
  v.object({...code("cell/truncated"), place, value: v.string()}),
  v.object({...code("cell/error-value"), place, value: v.string()}),
  /** Its hanzi are lost, unless `suggestion` is what a wrong encoding made of them. */
  v.object({...code("cell/damaged"), place, value: v.string(), suggestion: v.optional(v.string())}),
  v.object({...code("cell/null-word"), place, value: v.string()})
]);

export type Finding = v.InferOutput<typeof FINDING>;
export type MergedFinding = Extract<Finding, {places: number}>;
export type PrivateFinding = v.InferOutput<typeof privateFinding>;
export type CellType = (typeof FIELD_TYPES)[number];
export type FindingCode = Finding["code"];

/** 提示: the file is accepted nevertheless. Every other finding is 拒收. */
const WARNINGS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "file/sheets",
  "file/struck",
  "file/one-column",
  "file/other-sign",
  "file/web-table",
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
  "cell/newcomer",
  "cell/expected",
  "cell/doubtful",
  "cell/outlier",
  "cell/unit-named",
  "cell/zeros-restored",
  "cell/blank-word",
  "cell/power-of-ten",
  "cell/code-like",
  "cell/unit-applied",
  "cell/rounded",
  "cell/plain-characters",
  "cell/kept-characters",
  "cell/tenfold",
  "column/emptied",
  "column/merged",
  "column/hidden"
]);

export function isBlocking(finding: {code: FindingCode}): boolean {
  return !WARNINGS.has(finding.code);
}

/** All findings of one file: the first ones in full, and the count of all. */
export interface Findings {
  /** At most `FINDINGS_SHOWN` unless more were requested; blocking ones first, then by place. */
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

/** Joins the findings of two checks of one file. */
export function joinFindings(first: Findings, second: Findings): Findings {
  return findingsOf([...first.shown, ...second.shown], {
    blocking: first.blocking + second.blocking,
    warnings: first.warnings + second.warnings
  });
}

/** Returns the findings with more, which come first. */
export function withFindings(findings: Findings, more: Finding[]): Findings {
  if (more.length === 0) return findings;
  const blocking = more.filter(isBlocking).length;
  return findingsOf([...more, ...findings.shown], {
    blocking: findings.blocking + blocking,
    warnings: findings.warnings + more.length - blocking
  });
}

const KEPT = v.pipe(v.string(), v.parseJson(), v.array(v.unknown()));

/** Parses the findings that the ledger keeps as JSON. A code that this version no longer knows is left out. */
export function readKeptFindings(text: string): Finding[] {
  return v.parse(KEPT, text).flatMap((given) => {
    const {success, output} = v.safeParse(FINDING, given);
    return success ? [output] : [];
  });
}
