import {
  type Contract,
  type Field,
  fieldOf,
  headcountRulesOf,
  kpiUnitRulesOf,
  measureRulesOf,
  ownTie
} from "#pipelines/contracts/contract.ts";
import {ERROR_VALUES, isWrittenCode} from "./cell-words.ts";
import {namedUnitSql} from "./counted-units.ts";
import type {ReferenceTables} from "./reference-tables.ts";
import {problemColumns} from "./problem.ts";
import {LONG_NUMBER, SCIENTIFIC, TRUNCATED} from "./spelling.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

/** Returns checks that need other rows. Each is a `select` of problems from `typed`. */
export function setChecks(contract: Contract, typed: string, known: ReferenceTables, isUnit: boolean): string[] {
  return [
    duplicates(contract, typed),
    ...references(contract, typed, known),
    ...unitsOfKpis(contract, typed),
    ...otherSetChecks(contract, typed, known, isUnit)
  ];
}

/** Returns the quick questions whether any of these checks finds something; each is a `select` without a row if not. */
export function setQuestions(contract: Contract, typed: string, known: ReferenceTables, isUnit: boolean): string[] {
  return [
    hasDuplicates(contract, typed),
    ...hasOddReferences(contract, typed, known),
    ...hasFractionOfKpi(contract, typed),
    ...otherSetChecks(contract, typed, known, isUnit)
  ];
}

function otherSetChecks(contract: Contract, typed: string, known: ReferenceTables, isUnit: boolean): string[] {
  return [
    ...headcountOnly(contract, typed, known),
    ...unknownMeasures(contract, typed),
    ...(isUnit ? [foreign(contract, typed, known), ...taken(contract, typed, known)] : [])
  ];
}

/** A business key that occurs twice in one file: nobody can know which row is meant. */
function duplicates(contract: Contract, typed: string): string {
  const key = contract.primaryKey.join(", ");
  return `select ${problemColumns(null, "row/duplicate", shownKey(contract), "first_record")}
    from (select record, ${key}, min(record) over (partition by ${key}) as first_record from ${typed}
      where ${contract.primaryKey.map((name) => `${name} is not null`).join(" and ")})
    where record > first_record`;
}

function shownKey({primaryKey}: Contract, of = ""): string {
  return primaryKey.map((name) => `${of}${name}::varchar`).join(" || ' + ' || ");
}

/**
 * Tells whether any key occurs twice, by 64-bit hashes, at a tenth of the time of the exact search. A collision of
 * hashes is the only false answer, and it only leads to the full check.
 */
function hasDuplicates({primaryKey}: Contract, typed: string): string {
  return `select true as found from ${typed} having count(*) <> count(distinct hash(${primaryKey.join(", ")}))`;
}

interface Reference {
  field: Field;
  dataset: string;
  /** A query of its values in the file: they are few compared with the rows. */
  used: string;
  /** A query of the values that may be referred to: `value` and `is_current`, each value once. */
  looked: string;
}

function referencesOf(contract: Contract, typed: string, known: ReferenceTables): Reference[] {
  return contract.fields.flatMap((field) => {
    const table = known.references.get(field);
    if (!field.reference || table === undefined) return [];
    const [dataset = "", column = ""] = field.reference.split(".");
    const values = field.type === "list" ? `unnest(${field.name})` : field.name;
    const self = dataset === contract.name ? `union select ${fieldOf(contract, column).name}, true from ${typed}` : "";
    const looked = `(select value, bool_or(is_current) as is_current from (select value, is_current from ${table} ${self}) group by value)`;
    const used = `(select distinct ${values} as value from ${typed} where ${field.name} is not null)`;
    return [{field, dataset, used, looked}];
  });
}

/** One question asks for both that `references` tells apart: a value that is unknown, or no longer in use. */
function hasOddReferences(contract: Contract, typed: string, known: ReferenceTables): string[] {
  return referencesOf(contract, typed, known).map(
    ({used, looked}) =>
      `select true as found from ${used} anti join (select value from ${looked} where is_current) using (value)`
  );
}

function references(contract: Contract, typed: string, known: ReferenceTables): string[] {
  return referencesOf(contract, typed, known).flatMap(({field, dataset, used, looked}) => {
    const code = field.referenceMayComeLater ? "cell/reference-later" : "cell/reference";
    // Damage by a spreadsheet is reported as such.
    const why = `case when regexp_full_match(unknown.value, ${literal(SCIENTIFIC)}) then 'cell/scientific'
      when unknown.value in (${ERROR_VALUES.map(literal).join(", ")}) then 'cell/error-value' else '${code}' end`;
    const carries =
      field.type === "list"
        ? `list_contains(typed.${field.name}, unknown.value)`
        : `typed.${field.name} = unknown.value`;
    return [
      `select record, '${field.name}' as field, ${why} as code, unknown.value::varchar as value, ${literal(dataset)} as other
      from (select value from ${used} anti join ${looked} using (value)) as unknown
      join ${typed} as typed on ${carries}`,
      // Each value gets one warning, at its first row.
      `select min(record) as record, '${field.name}' as field, 'cell/reference-old' as code, old.value::varchar as value, ${literal(dataset)} as other
      from (select value from ${used} join ${looked} using (value) where not is_current) as old
      join ${typed} as typed on ${carries.replace("unknown", "old")}
      group by old.value`
    ];
  });
}

/**
 * Finds codes of more than 15 digits that all end in zeros from the sixteenth digit on, because a spreadsheet read them
 * as numbers. A single other code shows that the column was text.
 */
export function truncated(contract: Contract, typed: string, known: ReferenceTables): string[] {
  return contract.fields.filter(isWrittenCode).map((field) => {
    const table = known.references.get(field);
    const isLong = `strlen(${field.name}) > 15 and regexp_full_match(${field.name}, ${literal(LONG_NUMBER)})`;
    const isCut = `regexp_full_match(${field.name}, ${literal(TRUNCATED)})`;
    return `select ${problemColumns(field.name, "cell/truncated", field.name)} from ${typed}
        where ${isLong} and ${table ? `${field.name} not in (select value from ${table}) and` : ""}
          not exists (select 1 from ${typed} where ${isLong} and not ${isCut})`;
  });
}

/**
 * Activities on health and on dating take only headcounts, because a list of names would reveal too much about people.
 */
function headcountOnly(contract: Contract, typed: string, known: ReferenceTables): string[] {
  return headcountRulesOf(contract).map((rule) => {
    const [dataset = "", column = ""] = fieldOf(contract, rule.field).reference!.split(".");
    return `select ${problemColumns(rule.field, "cell/headcount-only", `typed.${rule.field}`)}
      from ${typed} as typed
      join ${known.current(dataset)} as looked on typed.${rule.field} = looked.${column}
      where looked.${rule.through} in (${rule.values.map(literal).join(", ")})`;
  });
}

/** A KPI that no plan has measures nothing, so it is refused and not ignored. */
function unknownMeasures(contract: Contract, typed: string): string[] {
  return measureRulesOf(contract).map(
    ({
      field,
      of
    }) => `select record, ${literal(field)} as field, 'cell/reference' as code, part as value, 'kpis' as other
      from (select record, ${of}, unnest(string_split(${field}, ';')) as part from ${typed} where ${field} is not null)
      where starts_with(part, 'kpi:')
        and part not in (select value from known_measures_code)
        and coalesce(${of}, '') || ' ' || part not in (select value from known_measures_code)`
  );
}

const ofKpiUnit = (code: string, unit: string) =>
  `${code} || ' ' || ${unit} in (select value from known_kpi_units_code)`;

/** A target names no other unit than its KPI; 0.95 of a KPI in percent may mean 95. */
function unitsOfKpis(contract: Contract, typed: string): string[] {
  return kpiUnitRulesOf(contract).flatMap((rule) => {
    const {field, of} = rule;
    const named = namedUnitSql(`t_${field}`);
    const at = `json_object('rule', ${contract.rules!.indexOf(rule)}, 'other', null)`;
    return [
      `select ${problemColumns(field, "cell/contradiction", `t_${field}`, at)} from ${typed}
        where ${named} <> '' and ${of} in (select value from known_kpis_code) and not ${ofKpiUnit(of, named)}`,
      `select ${problemColumns(field, "cell/percent", `t_${field}`)} from ${typed}
        where ${isFraction(field)} and ${named} = '' and ${ofKpiUnit(of, "'%'")}`
    ];
  });
}

/** A cell that names a unit is read by the full check alone, so only fractions are asked for. */
function hasFractionOfKpi(contract: Contract, typed: string): string[] {
  return kpiUnitRulesOf(contract).map(
    ({field, of}) => `select true as found from ${typed} where ${isFraction(field)} and ${ofKpiUnit(of, "'%'")}`
  );
}

const isFraction = (field: string) => `${field} > 0 and ${field} < 1`;

/** A unit may send only its own rows; one of the contract's ties to the unit suffices. */
function foreign(contract: Contract, typed: string, known: ReferenceTables): string {
  // The sender's unit is text that somebody typed, so it enters SQL as data: a temporary table of one row.
  const unit = "(select unit_code from sender)";
  const ties = (contract.ownedThrough ?? []).map((path) => {
    const [name = "", column] = path.split(".");
    if (column === undefined) return `coalesce(${name} = ${unit}, false)`;
    const [dataset = "", key = ""] = fieldOf(contract, name).reference!.split(".");
    return `${name} in (select ${key} from ${known.current(dataset)} where ${column} = ${unit})`;
  });
  return `select ${problemColumns(null, "row/foreign", unit)}
    from ${typed} where not (${ties.join(" or ") || "false"})`;
}

/** Two units may use the same number for their records; the later file must not replace the other unit's row. */
function taken(contract: Contract, typed: string, known: ReferenceTables): string[] {
  const tie = ownTie(contract);
  if (tie === undefined) return [];
  return [
    `select ${problemColumns(null, "row/taken", shownKey(contract, "typed."))}
      from ${typed} as typed
      join ${known.current(contract.name)} as held using (${contract.primaryKey.join(", ")})
      where held.${tie} is distinct from (select unit_code from sender)`
  ];
}

/** The year that a row speaks for; null where its day is blank or only known through a reference. */
export function rowYearSql(contract: Contract): string | undefined {
  const parts = (contract.period ?? [])
    .filter((path) => !path.includes("."))
    .map((name) => (fieldOf(contract, name).type === "integer" ? name : `year(${name})`));
  return parts.length > 0 ? `coalesce(${parts.join(", ")})` : undefined;
}
