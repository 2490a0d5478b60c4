import {type Contract, type Field, type RowRule, rowRulesOf, type When} from "#pipelines/contracts/contract.ts";
import {SURPLUS_SEPARATOR} from "#pipelines/files/record-steps.ts";
import type {Table} from "#pipelines/files/table.ts";
import type {FindingCode} from "#pipelines/findings/findings.ts";
import {BLANK_WORDS, ERROR_VALUES, isIdentifier, isWrittenCode, takesBlankWords} from "./cell-words.ts";
import {trimmed, valueSql} from "./cell-types.ts";
import {mayHoldPrivateSql} from "./private.ts";
import {FOOTER, FOOTER_BLANKS} from "./skipped.ts";
import {SCIENTIFIC, TRUNCATED, YEARLESS} from "./spelling.ts";
import {lazily, literal} from "#pipelines/duckdb/sql-text.ts";

/**
 * Returns a `select` of the file's text as typed rows. Columns: `record`, `t_<field>` (trimmed text), `<field>`
 * (value), `width` (number of cells, where it differs from the header's), and `skip` (the reason why a row is no data,
 * else null). `source` has `record`, `c0…`, one per column, and `extra`; `repeated_tops` has the records that repeat a
 * header or a title.
 */
export function typedSql(contract: Contract, table: Table, source: string): string {
  const cells = table.headers.map((_, at) => trimmed(`c${at}`));
  const firstCell = `coalesce(${cells.join(", ")})`;
  const required = contract.fields.filter((field) => field.constraints?.required);
  const skip = `case when record in (select record from repeated_tops) then 'header'
    when ${required.map((field) => `t_${field.name} is null`).join(" or ")} then
      case when ${firstCell} is null then 'blank'
        when regexp_matches(regexp_replace(${firstCell}, '${FOOTER_BLANKS}', '', 'g'), '${FOOTER}') then 'footer' end
    end`;
  return `select *, ${skip} as skip from (${valuesSql(contract, table, source, saidSql)})`;
}

/**
 * Returns the same for a file without any problem: `has_problem` is true for each row that needs the full check. It
 * trims only free text: with surrounding blanks, a value that must be in an enum or match a pattern has a problem here,
 * and the full check then trims it.
 */
export function quickSql(contract: Contract, table: Table, source: string): string {
  const text = (column: string, field: Field) => (isVouchedFor(field) ? `nullif(${column}, '')` : trimmed(column));
  const names = contract.fields.map(({name}) => name).join(", ");
  return `select ${names}, coalesce(${anyProblemSql(contract)}, false) as has_problem from (${valuesSql(contract, table, source, text)})`;
}

/** Turns a word for “no value” into a blank, where the column cannot have it as a value. */
function saidSql(column: string, field: Field): string {
  const text = trimmed(column);
  return takesBlankWords(field) ? `case when ${isBlankWord(text)} then null else ${text} end` : text;
}

function isBlankWord(text: string): string {
  return `${text} in (${BLANK_WORDS.map(literal).join(", ")})`;
}

/** Returns one warning for each column in which such words were read as blanks. */
export function blankWordNotes(contract: Contract, table: Table): string[] {
  return contract.fields.filter(takesBlankWords).flatMap((field) => {
    const at = table.fields.indexOf(field);
    const text = trimmed(`c${at}`);
    if (at === -1) return [];
    return [
      `select min(record) as record, '${field.name}' as field, 'cell/blank-word' as code, null::varchar as value,
        json_object('count', count(*), 'values', list(distinct ${text} order by ${text}))::varchar as other
      from typed where ${isBlankWord(text)} having count(*) > 0`
    ];
  });
}

function isVouchedFor({type, constraints, reference}: Field): boolean {
  return (
    type !== "string" ||
    constraints?.enum !== undefined ||
    constraints?.pattern !== undefined ||
    reference !== undefined
  );
}

function valuesSql(
  contract: Contract,
  table: Table,
  source: string,
  textOf: (column: string, field: Field) => string
): string {
  const column = new Map<Field, string>();
  table.fields.forEach((field, at) => field && column.set(field, `c${at}`));
  const texts = contract.fields.map((field) => {
    const from = column.get(field);
    return `${from === undefined ? "null::varchar" : textOf(from, field)} as t_${field.name}`;
  });
  const values = contract.fields.map((field) => `${valueSql(field, `t_${field.name}`)} as ${field.name}`);
  return `select *, ${values.join(", ")} from (select *, ${texts.join(", ")}, ${widthSql(table)} as width from ${source})`;
}

/** The number of cells of a row; null where it equals the header's. */
function widthSql(table: Table): string {
  const columns = table.headers.map((_, at) => `c${at}`);
  const last = columns[columns.length - 1];
  return `case when coalesce(extra, '') <> '' then ${columns.length} + len(string_split(extra, ${literal(SURPLUS_SEPARATOR)}))
    when ${last} is null then ${columns.map((name) => `(${name} is not null)::integer`).join(" + ")} end`;
}

/** The code of the problem in a field's cell; null without one. */
export function cellProblemSql(field: Field): string {
  const t = `t_${field.name}`;
  const {required, enum: allowed, minimum, maximum, pattern} = field.constraints ?? {};
  const isDay = field.type === "date" || field.type === "datetime";
  const isErrorValue = `${t} in (${ERROR_VALUES.map(literal).join(", ")})`;
  const failed = (code: FindingCode) => `(case when ${isErrorValue} then 'cell/error-value' else '${code}' end)`;
  const cases = [
    `when ${t} is null then ${required ? "'cell/required'" : "null"}`,
    isDay &&
      `when ${lazily(`${field.name} is null`, `regexp_matches(${t}, ${literal(YEARLESS)})`)} then 'cell/no-year'`,
    // A reference reports its own unknown values, so a clean file needs no spelling checks for it.
    !field.reference &&
      isIdentifier(field) &&
      `when ${lazily(`contains(${t}, '+')`, `regexp_full_match(${t}, ${literal(SCIENTIFIC)})`)} then 'cell/scientific'`,
    field.type === "string" &&
      !allowed &&
      !field.reference &&
      `when ${lazily(`starts_with(${t}, '#')`, isErrorValue)} then 'cell/error-value'`,
    field.type !== "string" && `when ${field.name} is null then ${failed("cell/type")}`,
    allowed &&
      field.type === "list" &&
      `when not list_has_all([${allowed.map(literal).join(", ")}], ${field.name}) then ${failed("cell/enum")}`,
    allowed &&
      field.type !== "list" &&
      `when ${field.name} not in (${allowed.map(literal).join(", ")}) then ${failed("cell/enum")}`,
    minimum !== undefined && `when ${field.name} < ${minimum} then 'cell/range'`,
    maximum !== undefined && `when ${field.name} > ${maximum} then 'cell/range'`,
    pattern && `when not regexp_full_match(${t}, ${literal(pattern)}) then 'cell/pattern'`
  ];
  return `case ${cases.filter(Boolean).join(" ")} end`;
}

/** True where a row breaks a rule about its own cells. */
export function rowRuleSql(rule: RowRule, contract: Contract): string {
  switch (rule.rule) {
    case "requiredWhen":
      return `t_${rule.field} is null and ${whenSql(rule.when, contract)}`;
    case "expectedWhen":
      return `t_${rule.field} is not null and ${rule.field} not in (${rule.values.map(literal).join(", ")}) and ${whenSql(rule.when, contract)}`;
    case "notBefore":
      return `${rule.field} < ${rule.other}`;
    case "notAbove":
      return `${rule.field} > ${rule.other}`;
  }
}

function whenSql({field, includes}: When, contract: Contract): string {
  const isList = contract.fields.find(({name}) => name === field)?.type === "list";
  return isList ? `list_contains(${field}, ${literal(includes)})` : `coalesce(${field} = ${literal(includes)}, false)`;
}

/**
 * True for a row with any problem in a cell or rule, warnings included; the quick check asks it before the full one.
 */
function anyProblemSql(contract: Contract): string {
  return [
    "width is not null",
    ...contract.fields
      .filter((field) => isWrittenCode(field) && !field.reference)
      .map(({name}) => `(${lazily(`strlen(t_${name}) > 15`, `regexp_full_match(t_${name}, ${literal(TRUNCATED)})`)})`),
    ...contract.fields.flatMap((field) => mayHoldPrivateSql(contract, field)),
    ...contract.fields.map((field) => `${cellProblemSql(field)} is not null`),
    ...rowRulesOf(contract).map((rule) => `coalesce(${rowRuleSql(rule, contract)}, false)`)
  ].join(" or ");
}
