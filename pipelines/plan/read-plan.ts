import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {checkModels, checkPlan} from "./check-plan.ts";
import {keptPlanFolders, type PlanFolder} from "./kept-plans.ts";
import {type Plan, PLAN_COLUMNS} from "./plan.ts";
import {PlanError, PlanErrors, readOptionalPlanFile, readPlanFile, readPlanText} from "./plan-files.ts";

const PLANS = join(projectRoot, "datasets", "plan");
let shipped: PlanFolder[] | undefined;
let cached: {of: string; plans: Plan[]} | undefined;

/**
 * Returns all plans, oldest first: those of the program, and those that the office uploaded to the data directory. They
 * are read and checked once, and again as soon as this or another process has taken a plan.
 */
export function readPlans(): Plan[] {
  const folders = planFolders();
  const of = folders.map(({folder}) => folder).join("\n");
  if (cached?.of !== of) cached = {of, plans: readFolders(folders)};
  return cached.plans;
}

/** The years whose plan is part of the program, which nobody can replace. */
export const shippedYears = () => shippedFolders().map(({year}) => year);

/** They come with the program, so they stay as they are while it runs. */
function shippedFolders(): PlanFolder[] {
  shipped ??= yearFolders(PLANS);
  return shipped;
}

/** The folder of the plan of a year. */
export function planFolderOf(year: number): string | undefined {
  return planFolders().find((each) => each.year === year)?.folder;
}

function planFolders(): PlanFolder[] {
  const own = shippedFolders();
  const kept = keptPlanFolders(dataDirFromEnvironment()).filter(({year}) => !own.some((each) => each.year === year));
  return [...own, ...kept].toSorted((a, b) => a.year - b.year);
}

/** Returns the plan of a year, or the newest one. */
export function readPlan(year?: number): Plan | undefined {
  const plans = readPlans();
  return year === undefined ? plans.at(-1) : plans.find((plan) => plan.year === year);
}

/** Returns the codes of all plans, which rows of datasets may name. */
export function readPlanCodes(): {deliverables: string[]; kpis: string[]; measures: string[]; kpi_units: string[]} {
  const codesOf = (part: "deliverables" | "kpis") => [
    ...new Set(readPlans().flatMap((plan) => plan[part].map(({code}) => code)))
  ];
  const kpis = codesOf("kpis");
  const own = readPlans().flatMap(({ownParts}) =>
    ownParts.map((part) => `${part.deliverable_code} kpi:${part.kpi_code}@own`)
  );
  const units = readPlans().flatMap((plan) => plan.kpis.map(({code, unit}) => `${code} ${unit}`));
  return {
    deliverables: codesOf("deliverables"),
    kpis,
    measures: [...kpis.map((code) => `kpi:${code}`), ...own],
    kpi_units: [...new Set(units)]
  };
}

export function readPlansIn(folder: string): Plan[] {
  const years = yearFolders(folder);
  if (years.length === 0) throw new PlanError(folder, undefined, "没有任何年度的计划");
  return readFolders(years);
}

function readFolders(folders: PlanFolder[]): Plan[] {
  const plans = folders.map(({folder, year}) => {
    const {plan, errors} = readPlanFolder(folder, year);
    if (!plan) throw errors[0]!;
    return plan;
  });
  checkModels(plans);
  return plans;
}

function yearFolders(folder: string): PlanFolder[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}$/.test(name))
    .sort()
    .map((name) => ({year: Number(name), folder: join(folder, name)}));
}

/** Reads and checks the plan in a folder; it is undefined where anything is wrong with it. */
export function readPlanFolder(
  folder: string,
  year: number
): {plan: Plan; errors: []} | {plan?: undefined; errors: PlanError[]} {
  const reading = new PlanErrors();
  const plan = planIn(folder, year, reading);
  const errors = reading.list.length > 0 ? reading.list : checkPlan(plan);
  return errors.length > 0 ? {errors} : {plan, errors: []};
}

function planIn(folder: string, year: number, errors: PlanErrors): Plan {
  const read = <Name extends keyof typeof PLAN_COLUMNS>(name: Name) =>
    errors.attempt(() =>
      readPlanFile<(typeof PLAN_COLUMNS)[Name][number]>(folder, `${name}.csv`, PLAN_COLUMNS[name], errors)
    ) ?? [];
  const readOptional = <Name extends "assessment" | "congress" | "topics">(name: Name) =>
    errors.attempt(() =>
      readOptionalPlanFile<(typeof PLAN_COLUMNS)[Name][number]>(folder, `${name}.csv`, PLAN_COLUMNS[name], errors)
    ) ?? [];
  const parameters = read("parameters");
  const parameter = (name: string) =>
    errors.attempt(() => {
      const found = parameters.find((row) => row.name === name);
      if (!found) throw new PlanError(join(folder, "parameters.csv"), undefined, `缺少 ${name}`);
      return found.value;
    }) ?? "";
  return {
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
    topics: readOptional("topics"),
    source: errors.attempt(() => readPlanText(folder, "source.txt")) ?? ""
  };
}
