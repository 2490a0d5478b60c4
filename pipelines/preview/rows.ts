import {type Contract, type Field, fieldOf, headcountRulesOf, ownTie} from "#pipelines/contracts/contract.ts";
import {isWrittenCode, takesBlankWords} from "#pipelines/checks/cell-words.ts";
import {LONG_NUMBER, TRUNCATED} from "#pipelines/checks/spelling.ts";
import {cellIn, type Row, spoiltCode} from "./cells.ts";
import {keyText, type KnownValues} from "./known.ts";
import type {Problems} from "./problems.ts";
import type {Value} from "./values.ts";

// The twin of checks/rows.ts: checks that need other rows, one row at a time. A new one is a function here.

export interface SetCheck {
  take(row: Row, record: number): void;
  /** What could not be known before the last row. */
  end?(): void;
}

interface Checking {
  contract: Contract;
  known: KnownValues;
  /** The unit that sends; undefined for the office. */
  unit: string | undefined;
  problems: Problems;
}

export function setChecks(checking: Checking): SetCheck[] {
  return [
    duplicates(checking),
    ...references(checking),
    ...headcountOnly(checking),
    ...(checking.unit === undefined ? [] : [foreign(checking, checking.unit), ...taken(checking)]),
    ...truncated(checking),
    ...blankWords(checking)
  ];
}

function duplicates({contract, problems}: Checking): SetCheck {
  const keyOf = keyIn(contract);
  const first = new Map<string, number>();
  return {
    take(row, record) {
      const key = keyOf(row);
      if (key === undefined) return;
      const text = keyText(key);
      const before = first.get(text);
      if (before === undefined) first.set(text, record);
      else problems.add({record, code: "row/duplicate", value: key.join(" + "), other: String(before)});
    }
  };
}

/** The texts of the key's columns, where none is missing. */
function keyIn(contract: Contract): (row: Row) => string[] | undefined {
  const cells = contract.primaryKey.map(cellIn(contract));
  return (row) => {
    const key: string[] = [];
    for (const cell of cells) {
      const {value} = cell(row);
      if (value === undefined) return undefined;
      key.push(String(value));
    }
    return key;
  };
}

function references(checking: Checking): SetCheck[] {
  return checking.contract.fields.flatMap((field) => (field.reference ? [reference(field, checking)] : []));
}

function reference(field: Field, {contract, known, problems}: Checking): SetCheck {
  const [dataset = "", column = ""] = field.reference!.split(".");
  const standingOf = known.standing(field.reference!);
  const cell = cellIn(contract)(field.name);
  const code = field.referenceMayComeLater ? "cell/reference-later" : "cell/reference";
  const told = new Set<string>();
  const judge = (value: string, record: number) => {
    const standing = standingOf(value);
    if (standing === undefined)
      problems.add({record, field: field.name, code: spoiltCode(value) ?? code, value, other: dataset});
    // One warning for each value, where it first occurs.
    else if (!standing.isCurrent && !told.has(value)) {
      told.add(value);
      problems.add({record, field: field.name, code: "cell/reference-old", value, other: dataset});
    }
  };
  const take: SetCheck["take"] = (row, record) => {
    for (const value of valuesOf(cell(row).value)) judge(value, record);
  };
  return dataset === contract.name ? ownReference({cell, own: cellIn(contract)(column), standingOf, judge}) : {take};
}

interface OwnReference {
  cell: (row: Row) => {value?: Value};
  own: (row: Row) => {value?: Value};
  standingOf: (value: string) => {isCurrent: boolean} | undefined;
  judge: (value: string, record: number) => void;
}

/** What a later row of the same file brings is known too, so what is in doubt waits for the last row. */
function ownReference({cell, own, standingOf, judge}: OwnReference): SetCheck {
  const brought = new Set<string>();
  const waiting: [value: string, record: number][] = [];
  return {
    take(row, record) {
      for (const value of valuesOf(own(row).value)) brought.add(value);
      for (const value of valuesOf(cell(row).value)) if (!standingOf(value)?.isCurrent) waiting.push([value, record]);
    },
    end() {
      for (const [value, record] of waiting) if (!brought.has(value)) judge(value, record);
    }
  };
}

const NONE: string[] = [];

function valuesOf(value: Value | undefined): Iterable<string> {
  if (value === undefined) return NONE;
  return Array.isArray(value) ? new Set(value) : [String(value)];
}

function headcountOnly({contract, known, problems}: Checking): SetCheck[] {
  return headcountRulesOf(contract).map(({field}) => {
    const isMeant = known.among(known.known.headcountOnly[field]);
    const cell = cellIn(contract)(field);
    return {
      take(row, record) {
        const {value} = cell(row);
        if (typeof value === "string" && isMeant(value))
          problems.add({record, field, code: "cell/headcount-only", value});
      }
    };
  });
}

/** A unit sends its own rows only; any of the contract's ties suffices. */
function foreign({contract, known, problems}: Checking, unit: string): SetCheck {
  const ties = (contract.ownedThrough ?? []).map((path) => {
    const [name = "", column] = path.split(".");
    const cell = cellIn(contract)(name);
    if (column === undefined) return (row: Row): boolean | undefined => cell(row).value === unit;
    const hashes = known.known.owned[path] ?? [];
    const isOwn = known.among(hashes);
    // A tie that is blank cannot be judged, as SQL has it; the blank itself is found by another check.
    return (row: Row) => {
      const {value} = cell(row);
      return typeof value === "string" ? isOwn(value) : hashes.length > 0 ? undefined : false;
    };
  });
  return {
    take(row, record) {
      if (ties.every((tie) => tie(row) === false)) problems.add({record, code: "row/foreign", value: unit});
    }
  };
}

/** Units number their records themselves, so two of them may use one number. */
function taken({contract, known, problems}: Checking): SetCheck[] {
  if (ownTie(contract) === undefined) return [];
  const keyOf = keyIn(contract);
  const isTaken = known.among(known.known.taken);
  return [
    {
      take(row, record) {
        const key = keyOf(row);
        if (key && isTaken(keyText(key))) problems.add({record, code: "row/taken", value: key.join(" + ")});
      }
    }
  ];
}

const IS_LONG = new RegExp(`^(?:${LONG_NUMBER})$`);
const IS_CUT = new RegExp(`^(?:${TRUNCATED})$`);

/** Long codes that all end in zeros were taken for numbers; one that does not shows that the column was text. */
function truncated({contract, known, problems}: Checking): SetCheck[] {
  return contract.fields.filter(isWrittenCode).map(({name, reference}) => {
    const cell = cellIn(contract)(name);
    const standingOf = reference === undefined ? () => undefined : known.standing(reference);
    const cut: {record: number; value: string}[] = [];
    let isText = false;
    return {
      take(row, record) {
        const {value} = cell(row);
        if (typeof value !== "string" || value.length <= 15 || !IS_LONG.test(value)) return;
        if (!IS_CUT.test(value)) isText = true;
        else if (standingOf(value) === undefined) cut.push({record, value});
      },
      end() {
        if (isText) return;
        for (const {record, value} of cut) problems.add({record, field: name, code: "cell/truncated", value});
      }
    };
  });
}

/** One warning for each column in which words that say nothing were taken for blanks. */
function blankWords({contract, problems}: Checking): SetCheck[] {
  return contract.fields.filter(takesBlankWords).map(({name}) => {
    const cell = cellIn(contract)(name);
    const words = new Set<string>();
    let first: number | undefined;
    let count = 0;
    return {
      take(row, record) {
        const {blankWord} = cell(row);
        if (blankWord === undefined) return;
        words.add(blankWord);
        first ??= record;
        count++;
      },
      end() {
        if (first === undefined) return;
        const other = JSON.stringify({count, values: [...words].sort()});
        problems.add({record: first, field: name, code: "cell/blank-word", other});
      }
    };
  });
}

/** The year a row speaks for, undefined where its day is blank or known only through a reference. */
export function rowYear(contract: Contract): (row: Row) => number | undefined {
  const parts = (contract.period ?? [])
    .filter((path) => !path.includes("."))
    .map((name) => ({cell: cellIn(contract)(name), isYear: fieldOf(contract, name).type === "integer"}));
  return (row) => {
    for (const {cell, isYear} of parts) {
      const {value} = cell(row);
      if (value !== undefined) return isYear ? Number(value) : Number(String(value).slice(0, 4));
    }
    return undefined;
  };
}
