import {
  type Contract,
  type Field,
  type RowRule,
  rowRulesOf,
  UNIT_CODE,
  type When
} from "#pipelines/contracts/contract.ts";
import {SURPLUS_SEPARATOR} from "#pipelines/files/record-steps.ts";
import type {Table} from "#pipelines/files/table.ts";
import type {FindingCode} from "#pipelines/findings/findings.ts";
import {BLANK_WORDS, ERROR_VALUES, isIdentifier, NO_EVIDENCE, isWrittenCode, takesBlankWords} from "./cell-words.ts";
import {halfWidth, trimmed, valueSql} from "./cell-types.ts";
import {namedUnitSql} from "./counted-units.ts";
import {mayHoldPrivateSql} from "./private.ts";
import {
  FOOTER_BLANKS,
  FORM_ZERO,
  LAST_WORDS,
  LONE,
  NUMBERED,
  REMARK,
  SENTENCE,
  SIGNATURE,
  TOTAL,
  TOTAL_CELL,
  TOTAL_WORDS,
  TOTALLED,
  WORD_AMONG_NUMBERS
} from "./skipped.ts";
import {
  CODE_LIKE,
  CODE_LIKE_START,
  MANY_DECIMALS,
  SCIENTIFIC,
  TRUNCATED,
  YEAR_AND_TENTH,
  YEARLESS
} from "./spelling.ts";
import {ODD_CHARACTERS} from "./plain-characters.ts";
import {maySplitSql} from "./split-numbers.ts";
import {letterCaseOf} from "#pipelines/contracts/contracts.ts";
import {headerKey, ROW_NUMBER} from "#pipelines/files/header.ts";
import {lazily, literal} from "#pipelines/duckdb/sql-text.ts";

/**
 * Returns a `select` of the file's text as typed rows. Columns: `record`, `t_<field>` (trimmed text), `<field>`
 * (value), `width` (number of cells, where it differs from the header's), and `skip` (the reason why a row is no data,
 * else null). `source` has `record`, `c0…`, one per column, and `extra`; `repeated_tops` has the records that repeat a
 * header or a title.
 */
export function typedSql(contract: Contract, table: Table, source: string): string {
  return `select * exclude (is_whole, last_whole), ${skipSql(contract, table)} as skip
    from (select *, max(record) filter (where is_whole) over () as last_whole
      from (select *, not (${lacksRequired(contract)}) as is_whole from (${valuesSql(contract, table, source, saidSql)})))`;
}

function lacksRequired({fields}: Contract): string {
  const required = fields.filter((field) => field.constraints?.required);
  return required.map(({name}) => `t_${name} is null`).join(" or ");
}

/**
 * Why a row is no data. A row that fills three of the contract's columns is data, unless it says that it is a total and
 * holds nothing else than numbers and what they are the total of.
 */
function skipSql({fields}: Contract, table: Table): string {
  const own = table.headers.map((header, at) => {
    const [field, cell] = [table.fields[at], trimmed(`c${at}`)];
    const isRowNumber = field === undefined && ROW_NUMBER.test(headerKey(header));
    return {field, cell: isRowNumber ? wordAmongNumbers(cell) : cell};
  });
  const filled = filledIn(own.map(({cell}) => cell));
  const packed = packedIn(filled);
  const any = (list: string, pattern: string) => `len(${matching(list, pattern)}) > 0`;
  // The words of a signature line stand in any number of columns, and are no data.
  const texts = packedIn(filledIn(fields.map(({name}) => `t_${name}`)));
  const filledFields = `len(list_filter(${texts}, lambda cell: not regexp_matches(cell, ${literal(SIGNATURE)})))`;
  const named = packedIn(filledIn(own.filter(({field}) => field?.reference !== UNIT_CODE).map(({cell}) => cell)));
  const words = `list_filter(${named}, lambda cell: not regexp_matches(cell, ${literal(TOTAL)}) and not regexp_full_match(cell, ${literal(TOTAL_CELL)}))`;
  const isTotalled = `${any(packed, TOTAL_WORDS)} and len(${words}) = 1 and regexp_full_match(${words}[1], ${literal(TOTALLED)})`;
  const isTotal = `${any(packed, TOTAL)} and (len(${words}) = 0 or ${isTotalled})`;
  const isLone = `len(${filled}) = 1`;
  const isLast = `record > coalesce(last_whole, -1) and (${[LAST_WORDS, NUMBERED, SENTENCE].map((pattern) => any(packed, pattern)).join(" or ")})`;
  return `case when record in (select record from repeated_tops) then 'header'
    when is_whole then null
    when coalesce(${own.map(({cell}) => cell).join(", ")}) is null then 'blank'
    when ${isTotal} then 'footer'
    when ${holdsOnlyForm(fields)} then 'blank'
    when ${filledFields} >= 3 then null
    when ${any(packed, REMARK)} then 'footer'
    when ${isLone} and (${any(packed, LONE)} or ${isLast}) then 'footer'
    when ${filledFields} = 0 and len(${filled}) < 3 then 'footer' end`;
}

/** People write 合计 below the row numbers; the numbers alone make no row. */
function wordAmongNumbers(cell: string): string {
  return `case when regexp_matches(${cell}, ${literal(WORD_AMONG_NUMBERS)}) then ${cell} end`;
}

function filledIn(cells: string[]): string {
  return `list_filter([${cells.join(", ")}], lambda cell: cell is not null)`;
}

function packedIn(list: string): string {
  return `list_transform(${list}, lambda cell: regexp_replace(cell, '${FOOTER_BLANKS}', '', 'g'))`;
}

function matching(list: string, pattern: string): string {
  return `list_filter(${list}, lambda cell: regexp_matches(cell, ${literal(pattern)}))`;
}

/** A form is printed with the unit, and its formulas show zeros, in rows that nobody has filled in. */
function holdsOnlyForm(fields: Field[]): string {
  const others = fields
    .filter(({reference}) => reference !== UNIT_CODE)
    .map(({name, type}) => {
      const isCount = type === "integer" || type === "number";
      return isCount
        ? `case when not regexp_full_match(t_${name}, ${literal(FORM_ZERO)}) then t_${name} end`
        : `t_${name}`;
    });
  const any = fields.map(({name}) => `t_${name}`);
  return `coalesce(${others.join(", ")}) is null and coalesce(${any.join(", ")}) is not null`;
}

/**
 * Returns the same for a file without any problem: `has_problem` is true for each row that needs the full check. It
 * trims only free text: with surrounding blanks, a value that must be in an enum or match a pattern has a problem here,
 * and the full check then trims it.
 */
export function quickSql(contract: Contract, table: Table, source: string): string {
  const text = (column: string, field: Field) => (isVouchedFor(field) ? `nullif(${column}, '')` : trimmed(column));
  const names = contract.fields.map(({name}) => name).join(", ");
  return `select ${names}, coalesce(${[anyProblemSql(contract), ...maySplitSql(table)].join(" or ")}, false) as has_problem from (${valuesSql(contract, table, source, text)})`;
}

/** Turns a word for “no value” into a blank, where the column cannot have it as a value. */
function saidSql(column: string, field: Field): string {
  const text = trimmed(column);
  return takesBlankWords(field) ? `case when ${isBlankWord(text, field)} then null else ${text} end` : text;
}

function isBlankWord(text: string, {evidence}: Field): string {
  const isWord = `${text} in (${BLANK_WORDS.map(literal).join(", ")})`;
  return evidence ? `(${isWord} or regexp_full_match(${text}, ${literal(NO_EVIDENCE)}))` : isWord;
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
      from typed where ${isBlankWord(text, field)} having count(*) > 0`
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

/**
 * The number of cells of a row; null where it equals the header's, or where only optional cells are missing at its end:
 * Excel leaves out empty last cells some rows below the header.
 */
function widthSql(table: Table): string {
  const columns = table.headers.map((_, at) => `c${at}`);
  const lastRequired = table.fields.findLastIndex((field) => field?.constraints?.required);
  return `case when coalesce(extra, '') <> '' then ${columns.length} + len(string_split(extra, ${literal(SURPLUS_SEPARATOR)}))
    when c${Math.max(lastRequired, 0)} is null then ${columns.map((name) => `(${name} is not null)::integer`).join(" + ")} end`;
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
    !field.reference &&
      isWrittenCode(field) &&
      `when ${lazily(`regexp_matches(${t}, '^${CODE_LIKE_START}')`, `regexp_full_match(${t}, ${literal(CODE_LIKE)})`)} then 'cell/code-like'`,
    field.type === "yearmonth" &&
      `when ${lazily(`${t} not like '____-__'`, `regexp_full_match(${halfWidth(t)}, ${literal(YEAR_AND_TENTH)})`)} then 'cell/month'`,
    (field.type === "number" || field.type === "integer") &&
      `when ${field.name} is not null and (contains(${t}, 'e') or contains(${t}, 'E')) then 'cell/power-of-ten'`,
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

/**
 * True where a row breaks a rule about its own cells; null where one of them is blank. The variable `last_day` limits
 * the future.
 */
export function rowRuleSql(rule: RowRule, contract: Contract): string {
  const broken = brokenSql(rule);
  return "when" in rule && rule.when ? `${broken} and ${whenSql(rule.when, contract)}` : broken;
}

function brokenSql(rule: RowRule): string {
  const {field} = rule;
  switch (rule.rule) {
    case "requiredWhen":
      return `t_${field} is null`;
    case "blankWhen":
      return `t_${field} is not null`;
    case "equalsWhen":
      return `${field} <> ${rule.value}`;
    case "differsWhen":
      return `${field} = ${rule.value}`;
    case "expectedWhen":
      return `t_${field} is not null and ${field} not in (${rule.values.map(literal).join(", ")})`;
    case "notBefore":
      return `${field} < ${rule.other}`;
    case "notAbove":
      return `${field} > ${rule.other}`;
    case "notBelow":
      return `${field} < ${rule.value}`;
    case "notSame":
      return `${field} = ${rule.other}`;
    case "sameYear":
      return `year(${field}) <> ${rule.other}`;
    case "unitOfRow": {
      // 1.2万人 where the unit is 万人 may be 1.2 or 12,000.
      const named = namedUnitSql(`t_${field}`);
      const isLarge = `regexp_matches(${rule.other}, '^[十百千万亿]') and regexp_matches(t_${field}, '[十百千万亿]')`;
      return `t_${field} is not null and ((${named} <> '' and ${named} <> ${halfWidth(rule.other)}) or (${isLarge}))`;
    }
    case "notInFuture":
      return `${field}::date > getvariable('${LAST_DAY}')::date`;
  }
}

/** The name of the variable with the last day that is not in the future. */
export const LAST_DAY = "last_day";

function whenSql({field, includes, in: oneOf, is, above}: When, contract: Contract): string {
  const isList = contract.fields.find(({name}) => name === field)?.type === "list";
  if (includes !== undefined)
    return isList
      ? `list_contains(${field}, ${literal(includes)})`
      : `coalesce(${field} = ${literal(includes)}, false)`;
  if (oneOf !== undefined) return `coalesce(${field} in (${oneOf.map(literal).join(", ")}), false)`;
  if (is !== undefined) return `coalesce(${field} = ${is}, false)`;
  if (above !== undefined) return `coalesce(${field} > ${above}, false)`;
  return `${field} is not null`;
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
    ...contract.fields.filter((field) => isWrittenCode(field) && !field.reference).map(isOddCode),
    ...contract.fields
      .filter(({constraints}) => constraints?.maximum === 100)
      .map(({name}) => `${name} between 0 and 1 and ${name} <> 0`),
    ...contract.fields
      .filter(({type}) => type === "number")
      .map(({name}) => `(${lazily(`strlen(t_${name}) > 5`, `regexp_matches(t_${name}, ${literal(MANY_DECIMALS)})`)})`),
    ...contract.fields.flatMap((field) => mayHoldPrivateSql(contract, field)),
    ...contract.fields
      .filter(({evidence}) => evidence)
      .map((field) => `coalesce(${isBlankWord(`t_${field.name}`, field)}, false)`),
    ...contract.fields.map((field) => `${cellProblemSql(field)} is not null`),
    ...rowRulesOf(contract).map((rule) => `coalesce(${rowRuleSql(rule, contract)}, false)`)
  ].join(" or ");
}

/** True for a code that plain-cells.ts may write otherwise. */
function isOddCode(field: Field): string {
  const t = `t_${field.name}`;
  const isOtherCase = letterCaseOf(field) === "upper" ? ` or ${t} <> upper(${t})` : "";
  return `(${lazily(`strlen(${t}) <> length(${t}) or ${t} < '('`, `regexp_matches(${t}, ${literal(ODD_CHARACTERS)})`)}${isOtherCase})`;
}
