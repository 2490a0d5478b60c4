import {kpiCodeOf, readModels} from "#pipelines/models/models.ts";

/** The definition that computes: the very file the warehouse was built with. */
export function readKpiSql(code: string): {path: string; sql: string} | undefined {
  const model = readModels("kpis").find((candidate) => kpiCodeOf(candidate) === code);
  return model && {path: model.path, sql: model.sql.trim()};
}
