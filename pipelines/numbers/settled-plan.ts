import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, integer, orNull, text, texts} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {Plan, SettledPlan} from "#pipelines/plan/plan.ts";
import {settlePlan} from "#pipelines/plan/settled-plan.ts";

const ASSIGNMENTS = query(
  {
    deliverable_code: text,
    leader: orNull(text),
    lead_unit: orNull(text),
    supporting_units: texts,
    account: orNull(text),
    start_on: orNull(day),
    due_on: orNull(day),
    first_due_on: orNull(day),
    times_postponed: integer,
    weight: orNull(double),
    measured_by: orNull(text),
    pace: orNull(text),
    reason: orNull(text),
    submission_id: text
  },
  `select deliverable_code, leader, lead_unit, supporting_units, account, start_on, due_on, first_due_on,
    times_postponed::integer as times_postponed, weight::double as weight, measured_by, pace, reason, submission_id
  from marts.assignments where year = $year order by deliverable_code`
);

const TARGETS = query(
  {kpi_code: text, target: orNull(double), source: text, reason: text, submission_id: text},
  `select kpi_code, target::double as target, source, reason, submission_id
  from marts.targets where year = $year order by kpi_code`
);

export async function readSettledPlan(db: DuckDBConnection, plan: Plan): Promise<SettledPlan> {
  const {year} = plan;
  return settlePlan(plan, {
    assignments: await ASSIGNMENTS.rows(db, {year}),
    setTargets: await TARGETS.rows(db, {year})
  });
}
