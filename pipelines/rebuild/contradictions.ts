import type {DuckDBConnection} from "@duckdb/node-api";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {kpiCodeOf, mayExceedWhole, readModels} from "#pipelines/models/models.ts";

/** Identifies the rule in a build's recipe: increase it with every change of what is withheld. */
export const CONTRADICTIONS = "contradictions 1";

const SUSPECT_COLUMNS =
  "code varchar, unit_code varchar, month date, dataset varchar, submission_id varchar, row_number integer, words varchar";

/**
 * Empties cells with a rate above 100 %, and lists in `marts.contradictions` the rows that may have caused each;
 * without a single such row it says so. Sums over units leave the cell out.
 */
export async function withholdContradictions(db: DuckDBConnection, {catalog}: {catalog: string}): Promise<void> {
  const series = `${catalog}.kpis.series`;
  await db.run(
    `create or replace table ${catalog}.marts.contradictions as
    select code, unit_code, month, segment, 100 * numerator / denominator as percent, null::varchar as dataset,
      null::varchar as submission_id, null::integer as row_number, null::varchar as words
    from ${series} where ${isContradictory()}`
  );
  const found = await rows(db, {code: text}, `select distinct code from ${catalog}.marts.contradictions`);
  const codes = new Set(found.map(({code}) => code));
  if (codes.size === 0) return;
  await blameRows(db, {catalog, codes});
  await db.run(`update ${series} set numerator = null, denominator = null where ${isContradictory()}`);
}

/** Figures listed beside a KPI end with their own unit. */
function isContradictory(): string {
  const free = readModels("kpis").filter(mayExceedWhole).map(kpiCodeOf);
  const isPercent = `if(segment like '另列=%', segment like '%（\\%）' escape '\\',
    code in (select code from raw.plan_kpis where unit = '%'))`;
  // Sums of decimals are exact until they become doubles.
  return `denominator > 0 and (numerator > denominator * 1.000000001 or numerator < 0)
    and code not in (${free.map(literal).join(", ")}) and ${isPercent}`;
}

async function blameRows(db: DuckDBConnection, {catalog, codes}: {catalog: string; codes: Set<string>}): Promise<void> {
  const models = readModels("suspects").filter((model) => codes.has(kpiCodeOf(model)));
  await db.run(`create or replace temp table suspects (${SUSPECT_COLUMNS})`);
  for (const model of models)
    await db.run(`insert into suspects by name select ${literal(kpiCodeOf(model))} as code, * from (${model.sql})`);
  await db.run(
    `create or replace table ${catalog}.marts.contradictions as
    select cells.* exclude (dataset, submission_id, row_number, words),
      suspects.dataset, suspects.submission_id, suspects.row_number, suspects.words
    from ${catalog}.marts.contradictions as cells
    left join suspects on suspects.code = cells.code and suspects.month = cells.month
      and (suspects.unit_code is null or cells.unit_code is null or suspects.unit_code = cells.unit_code)`
  );
  await db.run("drop table suspects");
}
