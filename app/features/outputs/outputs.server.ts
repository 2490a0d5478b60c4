import {type Access, may} from "#app/server/access.server.ts";
import {defaultMonth} from "#app/server/filters.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";

/** Reads which outputs a visitor may open. */
export async function readOutputs({visitor}: Access) {
  const {assessment, congress} = requirePlan(Number(defaultMonth().slice(0, 4)));
  const units = (await cachedByBuild("output units", readUnitNames)) ?? [];
  return {
    hasAssessment: assessment.length > 0,
    hasCongress: congress.length > 0,
    mayCompare: may(visitor, "all-assessments"),
    mayYearbook: may(visitor, "see-yearbook"),
    own: visitor.unit,
    units: visitor.unit === null ? units : []
  };
}

export type Outputs = Awaited<ReturnType<typeof readOutputs>>;
