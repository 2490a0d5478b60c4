import {gaugeTextOf, type Pace} from "./measured-by.ts";
import {
  type Assignment,
  type DeliverableMeasure,
  type Kpi,
  listOf,
  type Plan,
  type SettledPlan,
  type SetTarget
} from "./plan.ts";

/** How people write the paces. */
export const PACE_OF_WORDS: Record<string, Pace> = {
  随时间累计: "linear",
  全年达标: "level",
  按期限: "once",
  不考核: "none"
};

/**
 * Returns the plan with what the office settled: measures, paces and targets take the place of the defaults, and the
 * document's own words stay as they are.
 */
export function settlePlan(
  plan: Plan,
  {assignments, setTargets}: Pick<SettledPlan, "assignments" | "setTargets">
): SettledPlan {
  return {
    ...plan,
    assignments,
    setTargets,
    measures: plan.measures.map((measure) => settledMeasure(plan, measure, assignmentIn(assignments, measure))),
    kpis: plan.kpis.map((kpi) => settledKpi(kpi, setTargets))
  };
}

const assignmentIn = (assignments: Assignment[], {deliverable_code}: DeliverableMeasure) =>
  assignments.find((assignment) => assignment.deliverable_code === deliverable_code);

function settledMeasure(plan: Plan, measure: DeliverableMeasure, assignment: Assignment | undefined) {
  const {measured_by, pace} = assignment ?? {};
  return {
    ...measure,
    ...(measured_by && isMeasureOf(plan, measure.deliverable_code, measured_by) && {measured_by}),
    ...(pace && {pace: PACE_OF_WORDS[pace]})
  };
}

/** Tells whether a measure names only what the plan has; a code of another year's plan measures nothing here. */
export function isMeasureOf({kpis, ownParts}: Plan, deliverableCode: string, text: string): boolean {
  return listOf(text).every((part) => {
    const gauge = gaugeTextOf(part);
    if (gauge?.by !== "kpi") return gauge !== undefined;
    const isKnown = kpis.some(({code}) => code === gauge.code);
    const hasPart = ownParts.some((own) => own.deliverable_code === deliverableCode && own.kpi_code === gauge.code);
    return isKnown && (hasPart || !gauge.isOwn);
  });
}

function settledKpi(kpi: Kpi, setTargets: SetTarget[]): Kpi {
  const set = setTargets.find(({kpi_code}) => kpi_code === kpi.code);
  if (!set || set.target === null) return kpi;
  const target = String(set.target);
  return set.source === "文件规定"
    ? {...kpi, target, suggested_target_rationale: set.reason}
    : {
        ...kpi,
        target: "",
        suggested_target: target,
        suggested_target_rationale: `【本地设定，非文件规定】${set.reason}`
      };
}

/** Tells whether somebody answers for a deliverable: a unit, or an account that reports. */
export function isSettledOwner(assignment: Pick<Assignment, "lead_unit" | "account"> | undefined): boolean {
  return Boolean(assignment?.lead_unit) || Boolean(assignment?.account);
}
