/** The part of Table Schema that we use, and a few keys of ours. */
export const FIELD_TYPES = ["string", "integer", "number", "boolean", "date", "datetime", "yearmonth", "list"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export interface Field {
  name: string;
  /** The header people see. */
  title: string;
  synonyms?: string[];
  type: FieldType;
  delimiter?: string;
  example?: string;
  constraints?: {required?: boolean; enum?: string[]; minimum?: number; maximum?: number; pattern?: string};
  /** `dataset.column`, or `deliverables.code` for the plan's own codes. */
  reference?: string;
  /** The dataset referred to names this one too, so one of them must come first: unknown values are warnings. */
  referenceMayComeLater?: boolean;
  privacy: "none" | "personal" | "sensitive";
  description?: string;
  /** What `pattern` asks for, in words. */
  patternWords?: string;
}

export interface When {
  field: string;
  includes: string;
}

/** What a single cell cannot say. */
export type Rule =
  | {rule: "requiredWhen"; field: string; when: When}
  | {rule: "expectedWhen"; field: string; values: string[]; when: When}
  | {rule: "notBefore"; field: string; other: string}
  | {rule: "notAbove"; field: string; other: string}
  | {rule: "headcountOnly"; field: string; through: string; values: string[]};

/** Those that look at a row's own cells only. */
export type RowRule = Exclude<Rule, {rule: "headcountOnly"}>;
export type HeadcountOnly = Extract<Rule, {rule: "headcountOnly"}>;

export const RULES: string[] = [
  "requiredWhen",
  "expectedWhen",
  "notBefore",
  "notAbove",
  "headcountOnly"
] satisfies Rule["rule"][];

export const CYCLES = ["month", "quarter", "year"] as const;
export type Cycle = (typeof CYCLES)[number];

/** When a dataset is due: on a day of the month after each month, quarter or year. */
export interface ReportRule {
  cycle: Cycle;
  dueDay: number;
}

export interface Contract {
  name: string;
  title: string;
  description: string;
  /** Place in the order in which datasets can be loaded: each refers only to those before it. */
  order: number;
  uploader: string;
  exportedFrom: string;
  sender: ("unit" | "office")[];
  /** `snapshot`: each file is the whole list on its as-of day; `upsert`: rows add to and replace by key. */
  mode: "snapshot" | "upsert";
  primaryKey: string[];
  /** Columns that tie a row to a unit; `activity_id.organizer_unit_code` goes through a reference. Any of them suffices. */
  ownedThrough?: string[];
  /** Columns that together tell one thing from another in people's eyes: equal ones under two keys may be one thing sent twice. */
  likeness?: string[];
  /**
   * Columns that say which days a row speaks for, first filled one wins: a date its day, a yearmonth its month, a whole
   * number its year. The rows of a snapshot have none: they speak for the day of their list. See row-place.ts.
   */
  period?: string[];
  /** Who sends it owes it so often: units where they may send it, else the office. */
  report?: ReportRule;
  /** The year before the plan's is taken too, because a KPI compares the two. */
  comparesYears?: boolean;
  fields: Field[];
  rules?: Rule[];
}

/** A day that every month has. */
export function isDueDay(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 28;
}

/** What people and units are called by wherever else they are named. */
export const PERSON_ID = "members.person_id";
export const UNIT_CODE = "units.unit_code";

export class ContractError extends Error {
  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
    this.name = "ContractError";
  }
}

/** Every header under which a file may carry this field. */
export function headersOf(field: Field): string[] {
  return [...new Set([field.title, field.name, ...(field.synonyms ?? [])])];
}

export function fieldOf(contract: Contract, name: string): Field {
  const field = contract.fields.find((candidate) => candidate.name === name);
  if (!field) throw new ContractError(`${contract.name}.json`, `no field ${name}`);
  return field;
}

export function rowRulesOf(contract: Contract): RowRule[] {
  return (contract.rules ?? []).filter((rule): rule is RowRule => rule.rule !== "headcountOnly");
}

export function headcountRulesOf(contract: Contract): HeadcountOnly[] {
  return (contract.rules ?? []).filter((rule): rule is HeadcountOnly => rule.rule === "headcountOnly");
}

/** The column that ties a row to its unit, where the key does not do so already. */
export function ownTie({ownedThrough = [], primaryKey}: Contract): string | undefined {
  const [path] = ownedThrough;
  return path === undefined || path.includes(".") || primaryKey.includes(path) ? undefined : path;
}

const DUCKDB_TYPES: Record<FieldType, string> = {
  string: "varchar",
  integer: "bigint",
  // Money adds up exactly; the few means and scores we take fit as well.
  number: "decimal(18, 4)",
  boolean: "boolean",
  date: "date",
  datetime: "timestamp",
  // The first day of the month.
  yearmonth: "date",
  list: "varchar[]"
};

export function duckdbTypeOf(field: Field): string {
  return DUCKDB_TYPES[field.type];
}
