import type {DuckDBConnection} from "@duckdb/node-api";
import type {HiddenUntil} from "#app/format.ts";
import {firstDayOf} from "#app/server/filters.server.ts";
import {readUnreviewedIn, unreviewedIn} from "#app/server/unreviewed.server.ts";
import {readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

const UNITS = query(
  {unit_code: text, unit_name: text},
  "select unit_code, unit_name from marts.units where month = $month::date order by unit_code"
);

interface UnitValue {
  value: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
}

export interface TaskUnits {
  /** KPIs of which no unit's number is published yet. */
  awaited: string[];
  columns: {code: string; name: string; unit: string}[];
  rows: {unit_code: string; unit_name: string; values: UnitValue[]; unreviewed: number}[];
}

// A table with more columns is unreadable.
const MOST_COLUMNS = 6;

/** Reads units × those KPIs of the task that have values of units. */
export async function readTaskUnits(
  db: DuckDBConnection,
  kpis: {code: string; name: string; unit: string; dataset_columns: string}[],
  month: string
): Promise<TaskUnits> {
  const answers = await Promise.all(
    kpis.map(async (kpi) => ({kpi, units: await readKpiUnits(db, kpi.code, {month: firstDayOf(month)})}))
  );
  const published = answers.filter(({units}) => units.some(({hidden_until}) => hidden_until === undefined));
  const shown = published.slice(0, MOST_COLUMNS);
  const units = await UNITS.rows(db, {month: firstDayOf(month)});
  const unreviewed = await readUnreviewedIn(db, month);
  const datasets = {dataset_columns: shown.map(({kpi}) => kpi.dataset_columns).join(";")};
  return {
    awaited: answers
      .filter((answer) => answer.units.length > 0 && !published.includes(answer))
      .map(({kpi}) => kpi.name),
    columns: shown.map(({kpi}) => ({code: kpi.code, name: kpi.name, unit: kpi.unit})),
    rows: units
      .map((unit) => ({
        ...unit,
        unreviewed: unreviewedIn(unreviewed, datasets, unit.unit_code),
        values: shown.map((answer): UnitValue => {
          const {
            value = null,
            is_hidden,
            hidden_until
          } = answer.units.find(({unit_code}) => unit_code === unit.unit_code) ?? {};
          return {value, is_hidden, hidden_until};
        })
      }))
      .filter(({values}) => values.some(({value, is_hidden}) => value !== null || is_hidden))
  };
}
