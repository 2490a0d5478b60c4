import {FOOTER, FOOTER_BLANKS, SKIPPED_SHOWN, type SkippedRow} from "../checks/skipped.ts";
import type {YearCount} from "../checks/whole-file.ts";
import {findingOf, RULE_CODES} from "../checks/finding-of.ts";
import {type Contract, rowRulesOf} from "../contract.ts";
import {columnLetters, type Layout} from "../files/table.ts";
import type {TextRecord} from "../files/record-steps.ts";
import type {Finding} from "../findings.ts";
import {cellIn, cellReader, type Row, ruleBreaker} from "./cells.ts";
import {Problems} from "./problems.ts";
import {rowYear, type SetCheck, setChecks} from "./rows.ts";
import type {KnownValues} from "./known.ts";
import {trimmed} from "./values.ts";

/** A data row as it stands in the file. */
export interface SampleRow {
  row: number;
  cells: string[];
}

export const SAMPLE_ROWS = 20;

interface Reading {
  contract: Contract;
  layout: Layout;
  known: KnownValues;
  unit: string | undefined;
}

/** Takes the records of a file one by one and knows at the end what is wrong with them. */
export class RowReader {
  read = 0;
  skippedCount = 0;
  readonly skipped: SkippedRow[] = [];
  readonly sample: SampleRow[] = [];
  readonly #problems = new Problems();
  readonly #places: {row: number; line: number}[] = [];
  readonly #years = new Map<number, number>();
  /** Columns without a header in which something stands. */
  readonly #nameless = new Set<number>();
  readonly #reading: Reading;
  readonly #columns: {at: number; read: ReturnType<typeof cellReader>; name: string; isRequired: boolean}[];
  readonly #rules: ((row: Row, record: number) => void)[];
  readonly #checks: SetCheck[];
  readonly #yearOf: (row: Row) => number | undefined;

  constructor(reading: Reading) {
    const {contract, layout, known, unit} = reading;
    this.#reading = reading;
    this.#columns = contract.fields.map((field) => ({
      at: layout.fields.indexOf(field),
      read: cellReader(field),
      name: field.name,
      isRequired: field.constraints?.required === true
    }));
    this.#rules = ruleChecks(contract, this.#problems);
    this.#checks = setChecks({contract, known, unit, problems: this.#problems});
    this.#yearOf = rowYear(contract);
  }

  take({record, row: at, line, cells}: TextRecord): void {
    this.read++;
    this.#places.push({row: at, line});
    const row = this.#columns.map((column) => column.read(column.at < 0 ? undefined : cells[column.at]));
    const skip = this.#skipOf(row, cells);
    if (skip) {
      this.skippedCount++;
      if (this.skipped.length < SKIPPED_SHOWN) this.skipped.push({row: at, line, reason: skip});
      return;
    }
    if (this.sample.length < SAMPLE_ROWS) this.sample.push({row: at, cells});
    if (this.#hasItsWidth(record, cells)) {
      row.forEach(({code, text}, index) => {
        if (code) this.#problems.add({record, field: this.#columns[index]!.name, code, value: text});
      });
      for (const rule of this.#rules) rule(row, record);
    }
    for (const check of this.#checks) check.take(row, record);
    const year = this.#yearOf(row);
    if (year !== undefined) this.#years.set(year, (this.#years.get(year) ?? 0) + 1);
    this.#reading.layout.headers.forEach((header, column) => {
      if (header === "" && trimmed(cells[column]) !== undefined) this.#nameless.add(column);
    });
  }

  /** What the rows came to, the first problems in the words of findings. */
  end(): {problems: Finding[]; counted: {blocking: number; warnings: number}} {
    for (const check of this.#checks) check.end?.();
    const {contract, layout} = this.#reading;
    const placeOf = (record: number) => this.#places[record]!;
    return {
      problems: this.#problems.shown.map((problem) =>
        findingOf(problem, contract, layout, {placeOf, hintOf: () => ({})})
      ),
      counted: this.#problems.counted
    };
  }

  get years(): YearCount[] {
    return [...this.#years].map(([year, count]) => ({year, count})).sort((a, b) => a.year - b.year);
  }

  /** A column whose header is blank is nothing if it is empty, and something left behind if it is not. */
  get nameless(): Finding[] {
    const columns = [...this.#nameless].sort((a, b) => a - b).map((at) => `${columnLetters(at)} 列`);
    return columns.length > 0 ? [{code: "header/nameless", columns}] : [];
  }

  #skipOf(row: Row, cells: string[]): SkippedRow["reason"] | undefined {
    if (!this.#columns.some(({isRequired}, index) => isRequired && row[index]!.text === undefined)) return undefined;
    const first = cells.slice(0, this.#reading.layout.headers.length).find((cell) => trimmed(cell) !== undefined);
    if (first === undefined) return "blank";
    return IS_FOOTER.test(trimmed(first)!.replace(BLANKS_INSIDE, "")) ? "footer" : undefined;
  }

  /** Cells of a row of the wrong length stand in the wrong columns; one finding says so for all of them. */
  #hasItsWidth(record: number, cells: string[]): boolean {
    const expected = this.#reading.layout.headers.length;
    let found = cells.length;
    while (found > expected && cells[found - 1] === "") found--;
    if (found === expected) return true;
    const code = found < expected ? "row/short" : "row/long";
    this.#problems.add({record, code, value: String(found), other: String(expected)});
    return false;
  }
}

const IS_FOOTER = new RegExp(FOOTER);
const BLANKS_INSIDE = new RegExp(FOOTER_BLANKS, "g");

function ruleChecks(contract: Contract, problems: Problems): ((row: Row, record: number) => void)[] {
  return rowRulesOf(contract).map((rule) => {
    const isBroken = ruleBreaker(rule, contract);
    const own = cellIn(contract)(rule.field);
    const other = "other" in rule ? cellIn(contract)(rule.other) : undefined;
    const {field} = rule;
    return (row, record) => {
      if (isBroken(row))
        problems.add({record, field, code: RULE_CODES[rule.rule], value: own(row).text, other: other?.(row).text});
    };
  });
}
