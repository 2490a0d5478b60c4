import type {DuckDBConnection} from "@duckdb/node-api";
import {type Contract, type Field, fieldOf, type Rule} from "../contract.ts";
import {locate} from "../files/records.ts";
import {columnLetters, type Table} from "../files/table.ts";
import {type Finding, FINDINGS_SHOWN, isBlocking, type Place} from "../findings.ts";
import {rows} from "../warehouse/rows.ts";
import {cellProblemSql, rowRuleSql, rowRulesOf, type RowRule} from "./cells.ts";
import {type Problem, problemColumns} from "./problem.ts";
import type {Repaired} from "./repairs.ts";

/** A row that is no data, and why. */
export interface SkippedRow {
  row: number;
  line: number;
  /** `header`: the header or a title once more, as on each printed page; `example`: the template's own row. */
  reason: "blank" | "footer" | "header" | "example";
}

export interface Collected {
  problems: Finding[];
  counted: {blocking: number; warnings: number};
  skipped: SkippedRow[];
}

const SKIPPED_SHOWN = 100;

/** Runs every check over `typed` and gives the first findings with their places, and all of them counted. */
export async function collectFindings(
  db: DuckDBConnection,
  contract: Contract,
  table: Table,
  {checks, hintOf}: {checks: string[]; hintOf: Repaired["hintOf"]}
): Promise<Collected> {
  await db.run(
    "create or replace temp table problems (record integer, field varchar, code varchar, value varchar, other varchar)"
  );
  for (const check of [...widthChecks(table), ...cellChecks(contract), ...ruleChecks(contract), ...checks]) {
    await db.run(`insert into problems ${check}`);
  }
  const codes = await rows<{code: Finding["code"]; count: number}>(
    db,
    "select code, count(*)::integer as count from problems group by code"
  );
  const warningCodes = codes.map(({code}) => code).filter((code) => !isBlocking({code}));
  const isWarning = `list_contains(from_json($warnings, '["varchar"]'), code)`;
  const warnings = JSON.stringify(warningCodes);
  const shown = await rows<Problem>(
    db,
    `select record, field, code, value, other from problems order by ${isWarning}, record, field nulls first limit ${FINDINGS_SHOWN}`,
    {warnings}
  );
  const skippedRecords = await rows<{record: number; skip: SkippedRow["reason"]}>(
    db,
    `select record, skip from typed_all where skip is not null order by record limit ${SKIPPED_SHOWN}`
  );
  const first = shown.flatMap((problem) => (problem.code === "row/duplicate" ? [Number(problem.other)] : []));
  const places = await locate(table, [
    ...shown.map(({record}) => record),
    ...first,
    ...skippedRecords.map(({record}) => record)
  ]);
  const placeOf = (record: number) =>
    places.get(record) ?? {row: table.headerRow + record + 1, line: table.headerLines + record + 1};
  return {
    problems: shown.map((problem) => withHint(findingOf(problem, contract, table, placeOf), problem, contract, hintOf)),
    counted: {
      blocking: codes.filter(isBlocking).reduce((sum, {count}) => sum + count, 0),
      warnings: codes.filter((code) => !isBlocking(code)).reduce((sum, {count}) => sum + count, 0)
    },
    skipped: skippedRecords.map(({record, skip}) => ({...placeOf(record), reason: skip}))
  };
}

function widthChecks(table: Table): string[] {
  const expected = table.headers.length;
  return [
    `select ${problemColumns(null, "row/short", "width", String(expected))} from typed where width < ${expected}`,
    `select ${problemColumns(null, "row/long", "width", String(expected))} from typed where width > ${expected}`
  ];
}

function cellChecks(contract: Contract): string[] {
  return contract.fields.map(
    // Cells of a row of the wrong length stand in the wrong columns; one finding says so for all of them.
    (field) => `select record, '${field.name}' as field, code, value, null as other
      from (select record, ${cellProblemSql(field)} as code, t_${field.name} as value from typed where width is null)
      where code is not null`
  );
}

function ruleChecks(contract: Contract): string[] {
  return rowRulesOf(contract).map((rule) => {
    const code = RULE_CODES[rule.rule];
    const other = "other" in rule ? `t_${rule.other}` : "null";
    return `select ${problemColumns(rule.field, code, `t_${rule.field}`, other)} from typed where width is null and ${rowRuleSql(rule, contract)}`;
  });
}

const RULE_CODES = {
  requiredWhen: "cell/required-when",
  expectedWhen: "cell/expected",
  notBefore: "cell/not-before",
  notAbove: "cell/not-above"
} as const satisfies Record<RowRule["rule"], Finding["code"]>;

function findingOf(
  problem: Problem,
  contract: Contract,
  table: Table,
  placeOf: (record: number) => {row: number; line: number}
): Finding {
  const {row: at, line} = placeOf(problem.record);
  const sheet = table.sheet && {sheet: table.sheet.name};
  if (problem.field === null) return rowFinding(problem, {row: at, line, ...sheet}, placeOf);
  const field = fieldOf(contract, problem.field);
  const column = table.fields.indexOf(field);
  const place: Place = {
    row: at,
    line,
    ...sheet,
    column: table.headers[column] ?? field.title,
    ...(column >= 0 && {cell: `${columnLetters(column)}${at}`})
  };
  return cellFinding(problem, field, place, contract);
}

/** What the value may have been meant to be. */
function withHint(finding: Finding, {field, value}: Problem, contract: Contract, hintOf: Repaired["hintOf"]): Finding {
  if (finding.code !== "cell/reference" || field === null) return finding;
  return {...finding, ...hintOf(fieldOf(contract, field), value ?? "")};
}

function rowFinding({code, value, other}: Problem, place: Place, placeOf: (record: number) => {row: number}): Finding {
  switch (code) {
    case "row/short":
    case "row/long":
      return {code, place, found: Number(value), expected: Number(other)};
    case "row/duplicate":
      return {code, place, key: value ?? "", firstRow: placeOf(Number(other)).row};
    case "row/taken":
      return {code, place, key: value ?? ""};
    case "row/foreign":
      return {code, place, unit: value ?? ""};
    case "row/example":
      return {code, place};
    default:
      throw new Error(`not a row's finding: ${code}`);
  }
}

function cellFinding({code, value: found, other}: Problem, field: Field, place: Place, contract: Contract): Finding {
  const value = found ?? "";
  const {enum: allowed = [], minimum, maximum} = field.constraints ?? {};
  switch (code) {
    case "cell/required":
      return {code, place};
    case "cell/type":
      return {code, place, value, expected: field.type};
    case "cell/no-year":
    case "cell/scientific":
    case "cell/truncated":
    case "cell/error-value":
      return {code, place, value};
    case "cell/enum":
      return {code, place, value, allowed};
    case "cell/range":
      return {code, place, value, minimum, maximum};
    case "cell/pattern":
      return {code, place, value, example: field.patternWords ?? field.title};
    case "cell/reference":
    case "cell/reference-old":
    case "cell/reference-later":
      return {code, place, value, dataset: other ?? ""};
    case "cell/required-when": {
      const {when} = ruleOf(contract, field, "requiredWhen");
      return {code, place, when: `“${fieldOf(contract, when.field).title}”为“${when.includes}”`};
    }
    case "cell/expected":
      return {code, place, value, allowed: ruleOf(contract, field, "expectedWhen").values};
    case "cell/not-before":
    case "cell/not-above": {
      const rule = ruleOf(contract, field, code === "cell/not-before" ? "notBefore" : "notAbove");
      return {code, place, value, other: fieldOf(contract, rule.other).title, otherValue: other ?? ""};
    }
    case "cell/headcount-only":
      return {code, place, value, categories: ruleOf(contract, field, "headcountOnly").values};
    case "cell/unit-named": {
      const {unit, name, count} = JSON.parse(other!) as {unit: string; name: string; count: number};
      return {code, place, value, unit, name, count};
    }
    case "cell/zeros-restored": {
      const {count, values} = JSON.parse(other!) as {count: number; values: {value: string; restored: string}[]};
      return {code, place, count, values};
    }
    case "cell/blank-word": {
      const {count, values} = JSON.parse(other!) as {count: number; values: string[]};
      return {code, place, count, values};
    }
    default:
      throw new Error(`not a cell's finding: ${code}`);
  }
}

function ruleOf<Name extends Rule["rule"]>(contract: Contract, field: Field, name: Name): Extract<Rule, {rule: Name}> {
  const rule = contract.rules?.find((candidate) => candidate.rule === name && candidate.field === field.name);
  if (!rule) throw new Error(`${contract.name}: no rule ${name} on ${field.name}`);
  return rule as Extract<Rule, {rule: Name}>;
}
