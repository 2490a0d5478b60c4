import {BLANK_WORDS, ERROR_VALUES, isIdentifier, takesBlankWords} from "#pipelines/checks/cell-words.ts";
import type {Contract, Field, RowRule, When} from "#pipelines/contracts/contract.ts";
import type {FindingCode} from "#pipelines/findings/findings.ts";
import {SCIENTIFIC, YEARLESS} from "#pipelines/checks/spelling.ts";
import {trimmed, type Value, valueReader} from "./values.ts";

// The twin of checks/cells.ts. A check of single cells that is new there gets its twin in `problemOf`.

/** A cell without the blanks around it, its value, and what is wrong with it. */
export interface Cell {
  text?: string;
  value?: Value;
  code?: FindingCode;
  /** A word that stood for nothing and was taken so. */
  blankWord?: string;
}

export type CellReader = (raw: string | undefined) => Cell;

/** Most columns hold few texts many times, so what a text came to is kept; for those that do not, not without end. */
const REMEMBERED = 20_000;

export function cellReader(field: Field): CellReader {
  const valueOf = valueReader(field);
  const problemOf = problemFinder(field);
  const blankWords = new Set(takesBlankWords(field) ? BLANK_WORDS : []);
  const known = new Map<string | undefined, Cell>();
  return (raw) => {
    const before = known.get(raw);
    if (before !== undefined) return before;
    const said = trimmed(raw);
    const blankWord = said !== undefined && blankWords.has(said) ? said : undefined;
    const text = blankWord === undefined ? said : undefined;
    const value = text === undefined ? undefined : valueOf(text);
    const cell = {text, value, code: problemOf(text, value), blankWord};
    if (known.size < REMEMBERED) known.set(raw, cell);
    return cell;
  };
}

const IS_YEARLESS = new RegExp(YEARLESS);
const IS_SCIENTIFIC = new RegExp(`^(?:${SCIENTIFIC})$`);
const IS_ERROR_VALUE = new Set(ERROR_VALUES);

/** What a spreadsheet spoilt is said as that. */
export function spoiltCode(text: string): FindingCode | undefined {
  if (IS_SCIENTIFIC.test(text)) return "cell/scientific";
  return IS_ERROR_VALUE.has(text) ? "cell/error-value" : undefined;
}

function problemFinder(field: Field): (text: string | undefined, value: Value | undefined) => FindingCode | undefined {
  const {required, enum: allowed, minimum, maximum, pattern} = field.constraints ?? {};
  const isDay = field.type === "date" || field.type === "datetime";
  const isCode = !field.reference && isIdentifier(field);
  const isFree = field.type === "string" && !allowed && !field.reference;
  const failed = (text: string, code: FindingCode) => (IS_ERROR_VALUE.has(text) ? "cell/error-value" : code);
  const listed = allowed && new Set<Value>(allowed);
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, "u");
  // A number is counted in ten-thousandths.
  const unit = field.type === "number" ? 10_000 : 1;
  const [least, most] = [(minimum ?? -Infinity) * unit, (maximum ?? Infinity) * unit];
  return (text, value) => {
    if (text === undefined) return required ? "cell/required" : undefined;
    if (isDay && value === undefined && IS_YEARLESS.test(text)) return "cell/no-year";
    if (isCode && text.includes("+") && IS_SCIENTIFIC.test(text)) return "cell/scientific";
    if (isFree && IS_ERROR_VALUE.has(text)) return "cell/error-value";
    if (value === undefined) return failed(text, "cell/type");
    if (listed && !(Array.isArray(value) ? value.every((part) => listed.has(part)) : listed.has(value)))
      return failed(text, "cell/enum");
    if ((typeof value === "number" || typeof value === "bigint") && (value < least || value > most))
      return "cell/range";
    return whole && !whole.test(text) ? "cell/pattern" : undefined;
  };
}

/** A row's cells by the contract's order of fields. */
export type Row = Cell[];

/** True where a row breaks a rule that looks at its own cells only. */
export function ruleBreaker(rule: RowRule, contract: Contract): (row: Row) => boolean {
  const cellAt = cellIn(contract);
  const own = cellAt(rule.field);
  switch (rule.rule) {
    case "requiredWhen": {
      const holds = whenHolds(rule.when, contract);
      return (row) => own(row).text === undefined && holds(row);
    }
    case "expectedWhen": {
      const holds = whenHolds(rule.when, contract);
      return (row) => {
        const {value} = own(row);
        return typeof value === "string" && !rule.values.includes(value) && holds(row);
      };
    }
    case "notBefore":
    case "notAbove": {
      const other = cellAt(rule.other);
      const isWrong = rule.rule === "notBefore" ? (a: Value, b: Value) => a < b : (a: Value, b: Value) => a > b;
      return (row) => {
        const [a, b] = [own(row).value, other(row).value];
        return a !== undefined && b !== undefined && isWrong(a, b);
      };
    }
  }
}

function whenHolds({field, includes}: When, contract: Contract): (row: Row) => boolean {
  const cell = cellIn(contract)(field);
  return (row) => {
    const {value} = cell(row);
    return Array.isArray(value) ? value.includes(includes) : value === includes;
  };
}

/** Takes the cell of a named field out of a row. */
export function cellIn({fields}: Contract): (name: string) => (row: Row) => Cell {
  return (name) => {
    const at = fields.findIndex((field) => field.name === name);
    return (row) => row[at] ?? {};
  };
}
