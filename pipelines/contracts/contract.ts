import * as v from "valibot";

/**
 * The part of Table Schema that we use, and a few keys of our own. An unknown key stops the start, because it is
 * misspelt.
 */
export const FIELD_TYPES = ["string", "integer", "number", "boolean", "date", "datetime", "yearmonth", "list"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

const text = v.pipe(v.string("is no text"), v.nonEmpty("is empty"));
const texts = v.array(text, "is no list");
const count = v.number("is no number");
const word = <const Words extends readonly string[]>(words: Words, what: string) =>
  v.picklist(words, ({input}) => `unknown ${what} ${String(input)}`);

const constraints = v.strictObject({
  required: v.optional(v.boolean("is neither true nor false")),
  enum: v.optional(texts),
  minimum: v.optional(count),
  maximum: v.optional(count),
  pattern: v.optional(
    v.pipe(
      text,
      v.check(
        (given) => isPattern(given),
        ({input}) => `${input} cannot be read`
      )
    )
  )
});

const field = v.pipe(
  v.strictObject({
    name: v.pipe(text, v.regex(/^[a-z][a-z0-9_]*$/, "not a snake_case name")),
    /** The header that people see. */
    title: text,
    synonyms: v.optional(texts),
    type: word(FIELD_TYPES, "type"),
    delimiter: v.optional(text),
    example: v.optional(text),
    constraints: v.optional(constraints),
    /** Codes of one letter case: whoever types another means the same. */
    letterCase: v.optional(word(["upper"], "letter case")),
    /** `dataset.column`, or `deliverables.code` and `kpis.code` for the plan's own codes, `accounts.name`. */
    reference: v.optional(text),
    /**
     * The referenced dataset refers to this one too, so one of them must come first; unknown values are only warnings.
     */
    referenceMayComeLater: v.optional(v.boolean("is neither true nor false")),
    /** The column proves that something was done, so a word for “none” or a picture that nobody can open is a blank. */
    evidence: v.optional(v.boolean("is neither true nor false")),
    privacy: word(["none", "personal", "sensitive"], "privacy class"),
    description: v.optional(text),
    /** The meaning of `pattern` in words. */
    patternWords: v.optional(text)
  }),
  v.check(
    ({constraints, patternWords}) => constraints?.pattern === undefined || patternWords !== undefined,
    "its pattern is not said in patternWords"
  )
);

export type Field = v.InferOutput<typeof field>;

const when = v.pipe(
  v.strictObject({
    field: text,
    includes: v.optional(text),
    in: v.optional(texts),
    is: v.optional(v.boolean("is neither true nor false")),
    above: v.optional(count),
    isFilled: v.optional(v.literal(true))
  }),
  v.check(({field: _, ...conditions}) => Object.keys(conditions).length === 1, "is not one condition")
);

/**
 * When a rule applies: if a column has a value, or has it among several; is one of some values; is true or false; is
 * above a number; or is filled.
 */
export type When = v.InferOutput<typeof when>;

const ofRule = {
  field: text,
  /** What the rule requires of the column, in words that follow the column's name. */
  words: text,
  /** `warning`: a row that breaks the rule may still be right, so it is accepted with a warning. */
  severity: v.optional(word(["error", "warning"], "severity"))
};

const rule = v.variant(
  "rule",
  [
    v.strictObject({rule: v.literal("requiredWhen"), ...ofRule, when}),
    v.strictObject({rule: v.literal("blankWhen"), ...ofRule, when}),
    v.strictObject({rule: v.literal("equalsWhen"), ...ofRule, value: count, when}),
    v.strictObject({rule: v.literal("differsWhen"), ...ofRule, value: count, when}),
    v.strictObject({rule: v.literal("expectedWhen"), ...ofRule, values: texts, when}),
    v.strictObject({rule: v.literal("notBefore"), ...ofRule, other: text, when: v.optional(when)}),
    v.strictObject({rule: v.literal("notAbove"), ...ofRule, other: text, when: v.optional(when)}),
    v.strictObject({rule: v.literal("notBelow"), ...ofRule, value: count, when: v.optional(when)}),
    v.strictObject({rule: v.literal("notSame"), ...ofRule, other: text}),
    v.strictObject({rule: v.literal("sameYear"), ...ofRule, other: text}),
    v.strictObject({rule: v.literal("notInFuture"), ...ofRule, when: v.optional(when)}),
    v.strictObject({rule: v.literal("headcountOnly"), ...ofRule, through: text, values: texts}),
    v.strictObject({rule: v.literal("knownMeasures"), ...ofRule, of: text}),
    /** A cell that names a unit names the one that stands in another cell of its row. */
    v.strictObject({rule: v.literal("unitOfRow"), ...ofRule, other: text}),
    /** A cell that names a unit names that of the KPI in the column `of`. */
    v.strictObject({rule: v.literal("unitOfKpi"), ...ofRule, of: text})
  ],
  ({input}) => `unknown rule ${ruleNameIn(input)}`
);

/** A condition over several cells. */
export type Rule = v.InferOutput<typeof rule>;
/** Rules about the cells of a single row. */
export type RowRule = Exclude<Rule, {rule: "headcountOnly" | "knownMeasures" | "unitOfKpi"}>;

/** Tells whether a row that breaks the rule is accepted with a warning. */
export function isDoubt({rule, severity}: Rule): boolean {
  return severity === "warning" || rule === "expectedWhen";
}
export type KnownMeasures = Extract<Rule, {rule: "knownMeasures"}>;
export type UnitOfKpi = Extract<Rule, {rule: "unitOfKpi"}>;
export type HeadcountOnly = Extract<Rule, {rule: "headcountOnly"}>;

const report = v.strictObject({
  cycle: word(["month", "quarter", "year"], "cycle"),
  dueDay: v.pipe(
    count,
    v.check(
      (day) => isDueDay(day),
      ({input}) => `${input} is not a day every month has`
    )
  )
});

/** When a dataset is due: on a day of the month after each month, quarter or year. */
export type ReportRule = v.InferOutput<typeof report>;
export type Cycle = ReportRule["cycle"];

export const CONTRACT = v.strictObject({
  name: text,
  title: text,
  description: text,
  /** The position in the loading order: each dataset refers only to those before it. */
  order: count,
  uploader: text,
  exportedFrom: text,
  sender: v.array(word(["unit", "office"], "sender"), "is no list"),
  /**
   * `snapshot`: each file is the whole list on its as-of day; `upsert`: rows are added, or replace rows of the same
   * key.
   */
  mode: word(["snapshot", "upsert"], "mode"),
  primaryKey: v.pipe(texts, v.nonEmpty("is empty")),
  /** Columns that tie a row to a unit; `activity_id.organizer_unit_code` follows a reference. One of them suffices. */
  ownedThrough: v.optional(texts),
  /** Columns by which people tell records apart: equal ones under two keys may be one record sent twice. */
  likeness: v.optional(texts),
  /**
   * Columns that say which days a row speaks for; the first filled one counts: a date is its day, a yearmonth its
   * month, an integer its year. Rows of a snapshot have none: they speak for the day of their list. See row-place.ts.
   */
  period: v.optional(texts),
  /** How often the sender owes it: units if they may send it, else the office. */
  report: v.optional(report),
  /** Rows of the year before the plan's are accepted too, because a KPI compares the two years. */
  comparesYears: v.optional(v.boolean("is neither true nor false")),
  fields: v.pipe(v.array(field, "is no list"), v.nonEmpty("is empty")),
  rules: v.optional(v.array(rule, "is no list"))
});

export type Contract = v.InferOutput<typeof CONTRACT>;

function isPattern(given: string): boolean {
  try {
    return Boolean(new RegExp(given, "u"));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function ruleNameIn(input: unknown): string {
  return input !== null && typeof input === "object" && "rule" in input ? String(input.rule) : String(input);
}

/** A day that exists in every month. */
export function isDueDay(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 28;
}

/** The plan's own codes, which no dataset brings. */
export const DELIVERABLE_CODE = "deliverables.code";
export const KPI_CODE = "kpis.code";
export const PLAN_CODES: readonly string[] = [DELIVERABLE_CODE, KPI_CODE];
export const ACCOUNT_NAME = "accounts.name";
/** What columns may refer to without any dataset. */
export const OUTSIDE_REFERENCES: readonly string[] = [...PLAN_CODES, ACCOUNT_NAME];
/** The codes by which other datasets refer to people and units. */
export const PERSON_ID = "members.person_id";
export const UNIT_CODE = "units.unit_code";

export class ContractError extends Error {
  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
    this.name = "ContractError";
  }
}

/** Returns every header under which a file may have this field. */
export function headersOf(field: Field): string[] {
  return [...new Set([field.title, field.name, ...(field.synonyms ?? [])])];
}

export function fieldOf(contract: Contract, name: string): Field {
  const field = contract.fields.find((candidate) => candidate.name === name);
  if (!field) throw new ContractError(`${contract.name}.json`, `no field ${name}`);
  return field;
}

/** Rules that look up other data than the row. */
const BEYOND_THE_ROW: readonly Rule["rule"][] = ["headcountOnly", "knownMeasures", "unitOfKpi"];

export function rowRulesOf(contract: Contract): RowRule[] {
  return (contract.rules ?? []).filter((rule): rule is RowRule => !BEYOND_THE_ROW.includes(rule.rule));
}

export function headcountRulesOf(contract: Contract): HeadcountOnly[] {
  return (contract.rules ?? []).filter((rule): rule is HeadcountOnly => rule.rule === "headcountOnly");
}

/** Rules about measures that the plan must know, of the deliverable that the column `of` names. */
export function measureRulesOf(contract: Contract): KnownMeasures[] {
  return (contract.rules ?? []).filter((rule): rule is KnownMeasures => rule.rule === "knownMeasures");
}

export function kpiUnitRulesOf(contract: Contract): UnitOfKpi[] {
  return (contract.rules ?? []).filter((rule): rule is UnitOfKpi => rule.rule === "unitOfKpi");
}

/** Returns the column that ties a row to its unit, unless the key contains it. */
export function ownTie({ownedThrough = [], primaryKey}: Contract): string | undefined {
  const [path] = ownedThrough;
  return path === undefined || path.includes(".") || primaryKey.includes(path) ? undefined : path;
}

const DUCKDB_TYPES: Record<FieldType, string> = {
  string: "varchar",
  integer: "bigint",
  // Sums of money are exact in this type; our few averages and scores fit as well.
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
