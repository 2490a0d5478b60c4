import {kpiCodeOf, readModels} from "#pipelines/models/models.ts";

/** Reads the SQL of a KPI model, the same file that builds the warehouse, with that of the share it is counted from. */
export function readKpiSql(code: string): {path: string; sql: string} | undefined {
  const model = readModels("kpis").find((candidate) => kpiCodeOf(candidate) === code);
  if (!model) return undefined;
  const share = readModels("shares").find(({name}) => model.sql.includes(`shares.${name}\n`));
  const sql = [model, share].flatMap((each) => each?.sql.trim() ?? []);
  return {path: model.path, sql: sql.join(`\n\n-- shares.${share?.name}\n`)};
}
