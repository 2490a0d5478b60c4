import type {DuckDBConnection} from "@duckdb/node-api";
import {type Contract, rowRulesOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {locate} from "#pipelines/files/records.ts";
import {SURPLUS_SEPARATOR} from "#pipelines/files/record-steps.ts";
import type {Table} from "#pipelines/files/table.ts";
import {type Finding, isBlocking} from "#pipelines/findings/findings.ts";
import {integer, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {cellProblemSql, rowRuleSql} from "./cells.ts";
import {findingOf, ruleCodeOf} from "./finding-of.ts";
import {type Problem, problemColumns, VALUE_SHOWN} from "./problem.ts";
import type {HintOf} from "./hint.ts";
import {SKIPPED_SHOWN, SKIPPED_TEXT, type SkippedRow} from "./skipped.ts";
import {takeSecondTable} from "./second-table.ts";
import {trimmed} from "./cell-types.ts";

/** A statement costs a small file more than its work. */
const CHECKS_AT_ONCE = 16;

export interface CollectedFindings {
  problems: Finding[];
  counted: {blocking: number; warnings: number};
  skipped: SkippedRow[];
}

/** Runs every check over `typed`. Returns the first findings with their places, and the count of all. */
export async function collectFindings(
  db: DuckDBConnection,
  contract: Contract,
  table: Table,
  {checks, hintOf, shownAtMost}: {checks: string[]; hintOf: HintOf; shownAtMost: number}
): Promise<CollectedFindings> {
  await db.run(
    "create or replace temp table problems (record integer, field varchar, code varchar, value varchar, other varchar)"
  );
  const all = [...widthChecks(table), ...cellChecks(contract), ...ruleChecks(contract), ...checks];
  for (let at = 0; at < all.length; at += CHECKS_AT_ONCE) {
    const some = all.slice(at, at + CHECKS_AT_ONCE).map((check) => `(${check})`);
    await db.run(`insert into problems ${some.join(" union all ")}`);
  }
  await dropVaguer(db, contract, table);
  await takeMergedForNamed(db, table);
  const second = await takeSecondTable(db, table, readContracts().values());
  const codes = await rows(
    db,
    {code: word<Finding["code"]>(), count: integer},
    "select code, count(*)::integer as count from problems where code is not null group by code"
  );
  const warningCodes = codes.map(({code}) => code).filter((code) => !isBlocking({code}));
  const isWarning = `list_contains(from_json($warnings, '["varchar"]'), code)`;
  const warnings = JSON.stringify(warningCodes);
  const shown: Problem[] = await rows(
    db,
    {record: integer, field: orNull(text), code: word<Finding["code"]>(), value: orNull(text), other: orNull(text)},
    `select record, field, code, left(value, ${VALUE_SHOWN}) as value, other from problems where code is not null order by ${isWarning}, record, field nulls first, code, value limit ${shownAtMost}`,
    {warnings}
  );
  const skippedRecords = await rows(
    db,
    {record: integer, skip: word<SkippedRow["reason"]>(), text},
    `select record, skip, left(concat_ws('　', ${table.headers.map((_, at) => trimmed(`c${at}`)).join(", ")}), ${SKIPPED_TEXT}) as text
    from typed_all where skip is not null order by record limit ${SKIPPED_SHOWN}`
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
    problems: [...second, ...shown.map((problem) => findingOf(problem, contract, table, {placeOf, hintOf}))],
    counted: {
      blocking: second.length + codes.filter(isBlocking).reduce((sum, {count}) => sum + count, 0),
      warnings: codes.filter((code) => !isBlocking(code)).reduce((sum, {count}) => sum + count, 0)
    },
    skipped: skippedRecords.map(({record, skip, text}) => ({...placeOf(record), reason: skip, text}))
  };
}

/**
 * Where a check knows what is wrong with a cell, the general finding is not repeated; a written October settles 2026.1,
 * but for a workbook, where one is a text and the other may be a number.
 */
async function dropVaguer(db: DuckDBConnection, {fields}: Contract, {sheet}: Table): Promise<void> {
  await db.run(`delete from problems using problems as exact
    where problems.record = exact.record and problems.field = exact.field
      and problems.code in ('cell/type', 'cell/range') and exact.code in ('cell/number', 'cell/percent')`);
  if (sheet) return;
  for (const {name} of fields.filter(({type}) => type === "yearmonth"))
    await db.run(`delete from problems where code = 'cell/month' and field = '${name}'
      and exists (select 1 from typed where t_${name} like '____.10')`);
}

/**
 * Merged cells have a finding of their own, so the blanks that they cover are not named again. Such a problem loses its
 * code only: its row is wrong all the same.
 */
async function takeMergedForNamed(db: DuckDBConnection, {fields}: Table): Promise<void> {
  const columns = fields.flatMap((field, at) => (field ? [`(${literal(field.name)}, ${at})`] : []));
  await db.run(`update problems set code = null
    from open_merges, (values ${columns.join(", ")}) as columns(name, "at")
    where problems.code in ('cell/required', 'cell/required-when') and problems.field = columns.name
      and problems.record between open_merges.first and open_merges.last
      and columns."at" between open_merges.low and open_merges.high`);
}

function widthChecks(table: Table): string[] {
  const expected = table.headers.length;
  return [
    `select ${problemColumns(null, "row/short", "width", String(expected))} from typed where width < ${expected}`,
    // Cells far to the right have a finding of their own.
    `select ${problemColumns(null, "row/long", "width", String(expected))} from typed
      where width > ${expected} and not starts_with(extra, ${literal(SURPLUS_SEPARATOR)})`
  ];
}

function cellChecks(contract: Contract): string[] {
  return contract.fields.map(
    // In a row of the wrong length the cells stand in the wrong columns, so one finding reports the row.
    (field) => `select record, '${field.name}' as field, code, value, null as other
      from (select record, ${cellProblemSql(field)} as code, t_${field.name} as value from typed where width is null)
      where code is not null`
  );
}

function ruleChecks(contract: Contract): string[] {
  return rowRulesOf(contract).map((rule) => {
    const other = `json_object('rule', ${contract.rules!.indexOf(rule)}, 'other', ${"other" in rule ? `left(t_${rule.other}, ${VALUE_SHOWN})` : "null"})`;
    return `select ${problemColumns(rule.field, ruleCodeOf(rule), `t_${rule.field}`, other)} from typed where width is null and ${rowRuleSql(rule, contract)}`;
  });
}
