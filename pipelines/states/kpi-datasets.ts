import {readContracts} from "#pipelines/contracts/contracts.ts";
import {kpiCodeOf, LAYERS, type Model, readModels} from "#pipelines/models/models.ts";
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
  const models = new Map(LAYERS.flatMap((layer) => readModels(layer).map((model) => [tableOf(model), model])));
  const datasetsOf = new Map<string, Set<string>>();
  for (const model of readModels("kpis")) {
    const code = kpiCodeOf(model);
    datasetsOf.set(code, new Set([...reachedFrom(model, models), ...plannedDatasets(code)]));
  }
  return datasetsOf;
}

/** A macro is called as a table of `people`. */
const tableOf = ({layer, name}: Model) => `${layer === "macros" ? "people" : layer}.${name}`;

function reachedFrom(model: Model, models: Map<string, Model>): Set<string> {
  const datasets = new Set<string>();
  const seen = new Set<Model>();
  const left = [model];
  for (let each = left.pop(); each; each = left.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    for (const table of tablesIn(each)) {
      const next = models.get(table);
      if (next) left.push(next);
      const [schema, name = ""] = table.split(".");
      if (schema === "raw" && readContracts().has(name)) datasets.add(name);
    }
  }
  return datasets;
}

function tablesIn({sql}: Model): string[] {
  const read = sql.replace(/--.*$/gm, "").matchAll(/\b(?:raw|staging|people|shares|marts)\.[a-z0-9_]+/g);
  // The runner adds the rows of 0 from the list of units.
  const zero = /^-- Zero rows: .*\bunits\b/m.test(sql) ? ["marts.units"] : [];
  return [...[...read].map(([table]) => table), ...zero];
}

/** A KPI has no value before each dataset of its plan row was sent. */
function plannedDatasets(code: string): string[] {
  const rows = readPlans().flatMap(({kpis}) => kpis.filter((kpi) => kpi.code === code));
  return rows.flatMap(({dataset_columns}) => listOf(dataset_columns).map((path) => path.split(".", 1)[0]!));
}
