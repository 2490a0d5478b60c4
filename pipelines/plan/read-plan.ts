import {readdirSync} from "node:fs";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";
import {checkPlan} from "./check-plan.ts";
import {type Plan, PLAN_COLUMNS} from "./plan.ts";
import {PlanError, readOptionalPlanFile, readPlanFile, readPlanText} from "./plan-files.ts";

const PLANS = join(projectRoot, "datasets", "plan");
let cached: Plan[] | undefined;

/** Returns all plans, oldest first. They are read and checked once. */
export function readPlans(): Plan[] {
  cached ??= readPlansIn(PLANS);
  return cached;
}

/** Returns the plan of a year, or the newest one. */
export function readPlan(year?: number): Plan | undefined {
  const plans = readPlans();
  return year === undefined ? plans.at(-1) : plans.find((plan) => plan.year === year);
}

/** Returns the codes of all plans, which rows of datasets may name. */
export function readPlanCodes(): {deliverables: string[]; kpis: string[]} {
  const codesOf = (part: "deliverables" | "kpis") => [
    ...new Set(readPlans().flatMap((plan) => plan[part].map(({code}) => code)))
  ];
  return {deliverables: codesOf("deliverables"), kpis: codesOf("kpis")};
}

export function readPlansIn(folder: string): Plan[] {
  const years = readdirSync(folder)
    .filter((name) => /^\d{4}$/.test(name))
    .sort();
  if (years.length === 0) throw new PlanError(folder, undefined, "没有任何年度的计划");
  return years.map((year) => readPlanFolder(join(folder, year), Number(year)));
}

function readPlanFolder(folder: string, year: number): Plan {
  const read = <Name extends keyof typeof PLAN_COLUMNS>(name: Name) =>
    readPlanFile<(typeof PLAN_COLUMNS)[Name][number]>(folder, `${name}.csv`, PLAN_COLUMNS[name]);
  const readOptional = <Name extends "assessment" | "congress">(name: Name) =>
    readOptionalPlanFile<(typeof PLAN_COLUMNS)[Name][number]>(folder, `${name}.csv`, PLAN_COLUMNS[name]);
  const parameters = read("parameters");
  const parameter = (name: string) => {
    const found = parameters.find((row) => row.name === name);
    if (!found) throw new PlanError(join(folder, "parameters.csv"), undefined, `缺少 ${name}`);
    return found.value;
  };
  const plan: Plan = {
    year,
    documentNumber: parameter("document_number"),
    signedBy: parameter("signed_by"),
    issuedOn: parameter("issued_on"),
    programmes: read("programmes"),
    tasks: read("tasks"),
    deliverables: read("deliverables"),
    kpis: read("kpis"),
    framing: read("framing"),
    measures: read("measures"),
    kpiPaces: read("kpi-pace"),
    ownParts: read("own-parts"),
    kpiReadings: read("kpi-reading"),
    festivals: read("festivals"),
    parameters,
    workdays: read("workdays"),
    supervision: read("supervision"),
    assessment: readOptional("assessment"),
    congress: readOptional("congress"),
    source: readPlanText(folder, "source.txt")
  };
  checkPlan(plan);
  return plan;
}
