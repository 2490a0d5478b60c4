import {readdirSync} from "node:fs";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";
import {checkPlan} from "./check-plan.ts";
import {PlanError, type PlanRow, readPlanFile, readPlanText} from "./plan-files.ts";

/** The columns of each file of a plan. */
export const PLAN_COLUMNS = {
  programmes: ["code", "sequence", "name", "motto", "goal"],
  tasks: ["code", "programme_code", "sequence", "title", "summary"],
  deliverables: [
    "code",
    "task_code",
    "name",
    "kind",
    "quote",
    "period",
    "partner",
    "target_stated",
    "unit_of_measure",
    "named_system",
    "focus"
  ],
  kpis: [
    "code",
    "task_code",
    "deliverable_codes",
    "name",
    "unit",
    "direction",
    "formula_words",
    "dataset_columns",
    "target",
    "suggested_target",
    "suggested_target_rationale",
    "frequency",
    "leading_or_lagging",
    "breakdown"
  ],
  framing: ["task_code", "segment", "reason"],
  festivals: ["occasion", "festival_on"],
  parameters: ["name", "value", "meaning"]
} as const;

export type Programme = PlanRow<(typeof PLAN_COLUMNS.programmes)[number]>;
export type Task = PlanRow<(typeof PLAN_COLUMNS.tasks)[number]>;
export type Deliverable = PlanRow<(typeof PLAN_COLUMNS.deliverables)[number]>;
export type Kpi = PlanRow<(typeof PLAN_COLUMNS.kpis)[number]>;
export type Framing = PlanRow<(typeof PLAN_COLUMNS.framing)[number]>;
export type Festival = PlanRow<(typeof PLAN_COLUMNS.festivals)[number]>;
export type Parameter = PlanRow<(typeof PLAN_COLUMNS.parameters)[number]>;

export interface Plan {
  year: number;
  /** As printed: 中矿工字〔2026〕2号 */
  documentNumber: string;
  signedBy: string;
  issuedOn: string;
  programmes: Programme[];
  tasks: Task[];
  deliverables: Deliverable[];
  kpis: Kpi[];
  framing: Framing[];
  festivals: Festival[];
  parameters: Parameter[];
  /** The document itself. */
  source: string;
}

const PLANS = join(projectRoot, "datasets", "plan");
let cached: Plan[] | undefined;

/** All plans, oldest first; read and checked once. */
export function readPlans(): Plan[] {
  cached ??= readPlansIn(PLANS);
  return cached;
}

/** The plan of a year, or the newest one. */
export function readPlan(year?: number): Plan | undefined {
  const plans = readPlans();
  return year === undefined ? plans.at(-1) : plans.find((plan) => plan.year === year);
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
    festivals: read("festivals"),
    parameters,
    source: readPlanText(folder, "source.txt")
  };
  checkPlan(plan);
  return plan;
}

/** A cell of several values. */
export function listOf(cell: string): string[] {
  return cell === "" ? [] : cell.split(";");
}
