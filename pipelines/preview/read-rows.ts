import {FOOTER, FOOTER_BLANKS, SKIPPED_SHOWN, type SkippedRow} from "#pipelines/checks/skipped.ts";
import type {YearCount} from "#pipelines/checks/whole-file.ts";
import {findingOf, RULE_CODES} from "#pipelines/checks/finding-of.ts";
import {type Contract, rowRulesOf} from "#pipelines/contracts/contract.ts";
import type {Layout} from "#pipelines/files/table.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import type {TextRecord} from "#pipelines/files/record-steps.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {cellIn, cellReader, type Row, ruleBreaker} from "./cells.ts";
import {Problems} from "./problems.ts";
import {exampleFinder} from "./example.ts";
import {PrivateCells} from "./private-cells.ts";
import {Repairs} from "./repairs.ts";
import {topRepeater} from "./repeated-tops.ts";
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

/** A record whose cells were read. */
interface Taken {
  record: number;
  cells: string[];
  row: Row;
}

/** Takes the records of a file one by one and knows at the end what is wrong with them. */
export class RowReader {
  read = 0;
  skippedCount = 0;
  readonly #skipped: {record: number; reason: SkippedRow["reason"]}[] = [];
  #dataCount = 0;
  /** Rows that say what the template's example says, until it is known whether there are others. */
  readonly #examples: Taken[] = [];
  /** Rows that cannot be judged before all are read. */
  readonly #waiting: Taken[] = [];
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
  readonly #repeatsTop: (cells: string[]) => boolean;
  readonly #isExample: (row: Row) => boolean;
  readonly #repairs: Repairs;
  readonly #private: PrivateCells;

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
    this.#repeatsTop = topRepeater(layout);
    this.#isExample = exampleFinder(contract, layout);
    this.#repairs = new Repairs({contract, known, problems: this.#problems});
    this.#private = new PrivateCells(contract, layout, known);
  }

  take({record, row, line, cells}: TextRecord): void {
    this.read++;
    this.#places.push({row, line});
    const values = this.#columns.map((column) => column.read(column.at < 0 ? undefined : cells[column.at]));
    const skip = this.#skipOf(values, cells);
    this.#repairs.see(values, skip === undefined);
    const taken = {record, cells, row: values};
    if (skip) this.#passOver(taken, skip);
    else if (this.#isExample(values)) this.#examples.push(taken);
    else this.#takeData(taken);
  }

  #takeData(taken: Taken): void {
    this.#dataCount++;
    if (this.#repairs.needsAllRows) this.#waiting.push(taken);
    else this.#judge(taken);
  }

  #passOver({record, cells}: Taken, reason: SkippedRow["reason"]): void {
    this.skippedCount++;
    this.#private.take(cells, record, true);
    if (this.#skipped.length < SKIPPED_SHOWN || reason === "example") this.#skipped.push({record, reason});
  }

  #judge({record, cells, row: read}: Taken): void {
    const row = this.#repairs.repaired(read, record);
    if (this.sample.length < SAMPLE_ROWS) this.sample.push({row: this.#places[record]!.row, cells});
    this.#private.take(cells, record, false);
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
    this.#settleExamples();
    for (const taken of this.#waiting) this.#judge(taken);
    this.#repairs.end();
    for (const check of this.#checks) check.end?.();
    const {contract, layout} = this.#reading;
    const looking = {placeOf: (record: number) => this.#places[record]!, hintOf: this.#repairs.hintOf};
    return {
      problems: this.#problems.shown.map((problem) => findingOf(problem, contract, layout, looking)),
      counted: this.#problems.counted
    };
  }

  /** An example left among data is no data; alone it may be meant, so it is taken and said. */
  #settleExamples(): void {
    const isAlone = this.#dataCount === 0;
    for (const taken of this.#examples) {
      if (!isAlone) this.#passOver(taken, "example");
      else {
        this.#problems.add({record: taken.record, code: "row/example"});
        this.#takeData(taken);
      }
    }
  }

  /** The first rows that were passed over, with the reason. */
  get skipped(): SkippedRow[] {
    const inOrder = [...this.#skipped].sort((a, b) => a.record - b.record).slice(0, SKIPPED_SHOWN);
    return inOrder.map(({record, reason}) => ({...this.#places[record]!, reason}));
  }

  /** Numbers of persons, wherever they stand. */
  get privateNumbers(): Finding[] {
    return this.#private.findings((record) => this.#places[record]!.row);
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
    if (this.#repeatsTop(cells)) return "header";
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
