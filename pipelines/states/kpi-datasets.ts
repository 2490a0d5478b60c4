import {readContracts} from "#pipelines/contracts/contracts.ts";
import {dependenciesOf} from "#pipelines/models/dependencies.ts";
import {kpiCodeOf, readModels} from "#pipelines/models/models.ts";
import {listOf} from "#pipelines/plan/plan.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";

/** Returns the deliverables whose reports the SQL of a KPI names; empty where it names none. */
export function deliverablesInKpi(code: string): string[] {
  const model = readModels("kpis").find((each) => kpiCodeOf(each) === code);
  const named = model?.sql.replace(/--.*$/gm, "").matchAll(/'(T\d{2}-\d{2})'/g) ?? [];
  return [...new Set([...named].flatMap(([, deliverable]) => deliverable ?? []))];
}

let known: Map<string, Set<string>> | undefined;

/** Returns the datasets that the SQL of a KPI reads, through all layers, and those that it needs to have a value. */
export function datasetsOfKpi(code: string): ReadonlySet<string> {
  known ??= readAll();
  return known.get(code) ?? new Set();
}

function readAll(): Map<string, Set<string>> {
  const contracts = readContracts();
  return new Map(
    readModels("kpis").map((model) => {
      const code = kpiCodeOf(model);
      const read = [...dependenciesOf(model.sql).raw].filter((name) => contracts.has(name));
      return [code, new Set([...read, ...plannedDatasets(code)])];
    })
  );
}

/** A KPI has no value before each dataset of its plan row was sent. */
function plannedDatasets(code: string): string[] {
  const rows = readPlans().flatMap(({kpis}) => kpis.filter((kpi) => kpi.code === code));
  return rows.flatMap(({dataset_columns}) => listOf(dataset_columns).map((path) => path.split(".", 1)[0]!));
}
