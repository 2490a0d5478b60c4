import {kpiCodeOf, readModels} from "#pipelines/models/models.ts";

/** Reads the SQL of a KPI model, the same file that builds the warehouse. */
export function readKpiSql(code: string): {path: string; sql: string} | undefined {
  const model = readModels("kpis").find((candidate) => kpiCodeOf(candidate) === code);
  return model && {path: model.path, sql: model.sql.trim()};
}
