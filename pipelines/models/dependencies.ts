import {LAYERS, type Model, readModels} from "./models.ts";

/** What SQL is made from: models of every layer, and the tables of `raw` at their ends. */
export interface Dependencies {
  /** Names as in SQL: `people.rosters`. */
  models: ReadonlySet<string>;
  /** Names without the schema: `activities`, `plan_kpis`. */
  raw: ReadonlySet<string>;
}

let known: Map<string, Model> | undefined;

/** Follows the tables that some SQL names through all layers. A table is always named with its schema. */
export function dependenciesOf(...texts: string[]): Dependencies {
  known ??= new Map(LAYERS.flatMap((layer) => readModels(layer).map((model) => [tableOf(model), model])));
  const models = new Set<string>();
  const raw = new Set<string>();
  const left = texts.flatMap(tablesIn);
  for (let table = left.pop(); table !== undefined; table = left.pop()) {
    const model = known.get(table);
    const [schema, name = ""] = table.split(".");
    if (schema === "raw") raw.add(name);
    if (!model || models.has(table)) continue;
    models.add(table);
    left.push(...tablesIn(model.sql));
  }
  return {models, raw};
}

/** A macro is called as a table of `people`. */
export function tableOf({layer, name}: Model): string {
  return `${layer === "macros" ? "people" : layer}.${name}`;
}

function tablesIn(sql: string): string[] {
  const named = sql.replace(/--.*$/gm, "").matchAll(/\b(?:raw|staging|people|shares|marts)\.[a-z0-9_]+/gi);
  // The runner adds the rows of 0 from the lists of units and months.
  const zero = /^-- Zero rows: (.+)$/m.exec(sql)?.[1];
  const units = zero && /\bunits\b/.test(zero) ? ["marts.units"] : [];
  return [...[...named].map(([table]) => table), ...units, ...(zero ? ["marts.months"] : [])];
}
