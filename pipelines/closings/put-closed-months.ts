import type {DuckDBConnection} from "@duckdb/node-api";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {identifier, literal} from "#pipelines/duckdb/sql-text.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {MonthClosing} from "#pipelines/ledger/month-closings.ts";
import {FEWEST_PEOPLE, sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {firstDayOf} from "#pipelines/time/months.ts";
import {KEPT_TABLES, keptProblemOf, readKeptMonth} from "./kept-month.ts";

/** Identifies the rule in a build's recipe: increase it with every change of what a closed month serves. */
export const CLOSED_MONTHS = "closed months 1";

/** Returns the closed months whose kept numbers are missing or damaged. */
export function readClosingProblems(dir: DataDir, closings: MonthClosing[]): {month: string; problem: string}[] {
  return closings.flatMap((closing) => {
    const problem = keptProblemOf(dir, closing);
    return problem === undefined ? [] : [{month: closing.month, problem}];
  });
}

/**
 * Puts the kept rows of closed months in place of the computed ones, which go to `kpis.corrections`. Where the kept rows
 * cannot be read, the month has none. KPIs in `taken` have no rows yet and
 * get none.
 */
export async function putClosedMonths(
  db: DuckDBConnection,
  dir: DataDir,
  {catalog, closings, taken = new Set()}: {catalog: string; closings: MonthClosing[]; taken?: ReadonlySet<string>}
): Promise<void> {
  const isTaken = ({code}: Record<string, unknown>) => typeof code === "string" && taken.has(code);
  for (const closing of closings) {
    const month = firstDayOf(closing.month);
    const kept = readKeptMonth(dir, closing);
    const isLost = typeof kept === "string";
    await db.run(`insert into ${catalog}.kpis.corrections from ${catalog}.kpis.series where month = $month::date`, {
      month
    });
    for (const table of KEPT_TABLES) {
      await db.run(`delete from ${catalog}.${table} where month = $month::date`, {month});
      if (!isLost)
        await putRows(
          db,
          `${catalog}.${table}`,
          kept.tables[table].filter((row) => !isTaken(row))
        );
    }
    await addMissing(db, catalog, month);
    await db.run(
      `insert into ${catalog}.marts.closed_months values ($month::date, $closed_on::date, $problem, $numbers)`,
      {
        month,
        closed_on: chineseDayOf(closing.closed_at),
        problem: isLost ? kept : null,
        numbers: isLost ? null : JSON.stringify(kept.numbers)
      }
    );
    await keepSecrets(db, catalog, month);
  }
}

/** Inserts rows by the names of their columns; a column that the table no longer has is left out. */
async function putRows(db: DuckDBConnection, table: string, kept: Record<string, unknown>[]): Promise<void> {
  const columns = await rows(
    db,
    {column_name: text, column_type: text},
    `select column_name, column_type from (describe ${table})`
  );
  const structure = Object.fromEntries(columns.map(({column_name, column_type}) => [column_name, column_type]));
  const names = columns.map(({column_name}) => identifier(column_name)).join(", ");
  await db.run(
    `insert into ${table} (${names}) select unnest(from_json($rows, ${literal(JSON.stringify([structure]))}), max_depth := 2)`,
    {rows: JSON.stringify(kept)}
  );
}

/** A headline that today's data no longer give is a correction too. */
async function addMissing(db: DuckDBConnection, catalog: string, month: string): Promise<void> {
  await db.run(
    `insert into ${catalog}.kpis.corrections by name
    select distinct code, month from ${catalog}.kpis.series as kept
    where month = $month::date and segment is null
      and not exists (from ${catalog}.kpis.corrections as computed
        where computed.code = kept.code and computed.month = kept.month and computed.segment is null)`,
    {month}
  );
}

/**
 * Removes what a late correction of a closed month would tell about single people: a sensitive KPI has no correction of
 * units and segments, and none of its headline that differs by one or two. Where units or segments were published and
 * are different now, those of later months of the year stay hidden, because their growth would tell the difference.
 */
async function keepSecrets(db: DuckDBConnection, catalog: string, month: string): Promise<void> {
  const codes = [...sensitiveKpiCodes()].map(literal).join(", ");
  const parameters = {month, fewest: FEWEST_PEOPLE};
  await db.run(
    `delete from ${catalog}.kpis.corrections as computed
    where month = $month::date and code in (${codes}) and (
      unit_code is not null or segment is not null or is_hidden or not exists (
        from ${catalog}.kpis.series as kept
        where kept.code = computed.code and kept.month = computed.month and kept.unit_code is null
          and kept.segment is null and not kept.is_hidden
          and ${isFarOrSame("kept.numerator", "computed.numerator")}
          and ${isFarOrSame("kept.denominator", "computed.denominator")}
      )
    )`,
    parameters
  );
  await db.run(
    `update ${catalog}.kpis.series as later set numerator = null, denominator = null, is_hidden = true
    where month > $month::date and year(month) = year($month::date) and (unit_code is not null or segment is not null)
      and later.code in (
        select kept.code from ${catalog}.kpis.series as kept
        left join (
          select code, month, unit_code, segment, sum(numerator) as numerator, sum(denominator) as denominator
          from people.sensitive_series where unit_code is not null group by all
          union all
          select code, month, null, segment, sum(numerator), sum(denominator)
          from people.sensitive_series where segment is not null group by all
        ) as true_cells
          on true_cells.code = kept.code and true_cells.month = kept.month
          and true_cells.unit_code is not distinct from kept.unit_code
          and true_cells.segment is not distinct from kept.segment
        where kept.month = $month::date and kept.code in (${codes}) and kept.numerator is not null
          and (kept.unit_code is not null or kept.segment is not null)
          and (kept.numerator is distinct from true_cells.numerator
            or kept.denominator is distinct from true_cells.denominator)
      )`,
    {month}
  );
}

/** SQL: two numbers are equal, or further apart than a few people. */
function isFarOrSame(a: string, b: string): string {
  return `(${a} is not distinct from ${b} or abs(${a} - ${b}) >= $fewest)`;
}
