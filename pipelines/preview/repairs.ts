import type {HintOf} from "#pipelines/checks/hint.ts";
import {unitLike, type UnitName, unitNamed} from "#pipelines/checks/unit-names.ts";
import {type Contract, type Field, PERSON_ID, UNIT_CODE} from "#pipelines/contracts/contract.ts";
import {cellIn, type Row} from "./cells.ts";
import type {KnownValues} from "./known.ts";
import type {Problems} from "./problems.ts";
import type {Value} from "./values.ts";

const VALUES_NAMED = 10;
const OWN = [PERSON_ID, UNIT_CODE];

interface Repair {
  record: number;
  value: string;
  repaired: string;
  /** Of a unit. */
  name?: string;
  count: number;
}

/** A column in which codes may be meant that are not written so. */
interface Repairable {
  at: number;
  field: Field;
  /** What a value nobody knows stands for, where there is no doubt. */
  meant: (value: string) => {repaired: string; name?: string} | undefined;
  isKnown: (value: string) => boolean;
  repairs: Map<string, Repair | undefined>;
}

interface Repairing {
  contract: Contract;
  known: KnownValues;
  problems: Problems;
}

/** The twin of checks/repairs.ts. */
export class Repairs {
  /** What a code may stand for hangs on rows further down. */
  readonly needsAllRows: boolean;
  readonly #repairing: Repairing;
  readonly #columns: Repairable[];
  /** The column that other files refer to, where this file is the list of them. */
  readonly #ownColumn: string | undefined;
  readonly #hints = new Map<string, ReturnType<HintOf>>();
  /** What the file itself brings there. */
  readonly #own = new Set<string>();
  readonly #ownNames = new Map<string, UnitName>();
  #names: UnitName[] | undefined;

  constructor(repairing: Repairing) {
    this.#repairing = repairing;
    const {contract} = repairing;
    this.#ownColumn = contract.fields.find(({name}) => OWN.includes(`${contract.name}.${name}`))?.name;
    this.#columns = contract.fields.flatMap((field, at) => this.#repairable(field, at));
    this.needsAllRows = this.#ownColumn !== undefined && this.#columns.length > 0;
  }

  #repairable(field: Field, at: number): Repairable[] {
    const {contract, known} = this.#repairing;
    const isOwn = `${contract.name}.${field.name}` === PERSON_ID;
    const reference = isOwn ? PERSON_ID : field.reference;
    const repairs = new Map<string, Repair | undefined>();
    if (reference === UNIT_CODE) {
      const standingOf = known.standing(UNIT_CODE);
      const isOwnList = contract.name === "units";
      const isKnown = (value: string) => standingOf(value) !== undefined || (isOwnList && this.#own.has(value));
      return [{at, field, meant: (value) => this.#unitMeant(field, value), isKnown, repairs}];
    }
    if (reference !== PERSON_ID) return [];
    const standingOf = known.standing(PERSON_ID);
    const isKnown = (value: string) => standingOf(value) !== undefined;
    return [{at, field, meant: (value) => this.#personMeant(field, value, isKnown), isKnown, repairs}];
  }

  /** Is shown every row before any is repaired, those that are no data too. */
  see(row: Row, isData: boolean): void {
    const own = this.#ownColumn;
    if (own === undefined || !this.needsAllRows) return;
    const {contract} = this.#repairing;
    const code = cellIn(contract)(own)(row).value;
    if (typeof code !== "string") return;
    this.#own.add(code);
    if (!isData || contract.name !== "units") return;
    const name = cellIn(contract)("unit_name")(row).value;
    if (typeof name === "string") this.#ownNames.set(`${code} ${name}`, {unit_code: code, name, title: name});
  }

  /** The row with the codes that are meant. */
  repaired(row: Row, record: number): Row {
    let repaired = row;
    for (const column of this.#columns) {
      const cell = row[column.at]!;
      const value = this.#repairedValue(column, cell.value, record);
      if (value === cell.value) continue;
      if (repaired === row) repaired = [...row];
      repaired[column.at] = {...cell, value};
    }
    return repaired;
  }

  #repairedValue(column: Repairable, value: Value | undefined, record: number): Value | undefined {
    if (typeof value === "string") return this.#codeOf(column, value, record);
    if (!Array.isArray(value) || value.every(column.isKnown)) return value;
    return value.map((part) => this.#codeOf(column, part, record));
  }

  #codeOf({isKnown, meant, repairs}: Repairable, value: string, record: number): string {
    if (isKnown(value)) return value;
    if (!repairs.has(value)) {
      const found = meant(value);
      repairs.set(value, found && {...found, record, value, count: 0});
    }
    const repair = repairs.get(value);
    if (!repair) return value;
    repair.count++;
    return repair.repaired;
  }

  #unitMeant({name: field}: Field, value: string): {repaired: string; name: string} | undefined {
    this.#names ??= this.#unitNames();
    const unit = unitNamed(value, this.#names);
    if (unit) return {repaired: unit.unit_code, name: unit.title};
    const like = unitLike(value, this.#names);
    if (like) this.#hints.set(`${field} ${value}`, {suggestion: `${like.unit_code}（${like.title}）`});
    return undefined;
  }

  #unitNames(): UnitName[] {
    const {units, unitAliases} = this.#repairing.known.known;
    const all = new Map(this.#ownNames);
    for (const {code, name} of units) all.set(`${code} ${name}`, {unit_code: code, name, title: name});
    const names = [...all.values()].sort((a, b) => byText(a.unit_code, b.unit_code) || byText(a.name, b.name));
    const titles = new Map(names.map(({unit_code, title}) => [unit_code, title]));
    return [
      ...names,
      ...unitAliases
        .filter(({unit_code}) => titles.has(unit_code))
        .map(({alias, unit_code}) => ({unit_code, name: alias, title: titles.get(unit_code)!}))
    ];
  }

  /** Tries the zeros that a spreadsheet may have taken, most of them first, as texts are sorted. */
  #personMeant(
    {name: field, reference}: Field,
    value: string,
    isKnown: (value: string) => boolean
  ): {repaired: string} | undefined {
    if (!/^[1-9][0-9]*$/.test(value)) return undefined;
    const lost = Math.max(0, this.#repairing.known.known.longestPerson - value.length);
    const candidates = Array.from({length: lost}, (_, less) => "0".repeat(lost - less) + value).filter(isKnown);
    const [only] = candidates;
    if (candidates.length > 1) this.#hints.set(`${field} ${value}`, {candidates});
    if (only === undefined || candidates.length > 1) return undefined;
    return reference === undefined && this.#own.has(only) ? undefined : {repaired: only};
  }

  /** Says what was taken for what: units one by one, being few; restored zeros a column at a time. */
  end(): void {
    const {problems} = this.#repairing;
    for (const {field, repairs} of this.#columns) {
      const done = [...repairs.values()]
        .filter((repair) => repair !== undefined)
        .sort((a, b) => a.record - b.record || byText(a.value, b.value));
      const [first] = done;
      if (!first) continue;
      if (field.reference === UNIT_CODE) {
        for (const {record, value, repaired, name, count} of done) {
          const other = JSON.stringify({unit: repaired, name, count});
          problems.add({record, field: field.name, code: "cell/unit-named", value, other});
        }
        continue;
      }
      const values = done.slice(0, VALUES_NAMED).map(({value, repaired}) => ({value, restored: repaired}));
      const other = JSON.stringify({count: done.reduce((sum, {count}) => sum + count, 0), values});
      problems.add({record: first.record, field: field.name, code: "cell/zeros-restored", other});
    }
  }

  hintOf: HintOf = ({name}, value) => this.#hints.get(`${name} ${value}`) ?? {};
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
