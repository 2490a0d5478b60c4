import type {PlanRow} from "./plan-files.ts";

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
  measures: ["deliverable_code", "measured_by", "pace", "note"],
  "kpi-pace": ["kpi_code", "pace"],
  "own-parts": ["deliverable_code", "kpi_code", "segments", "target", "reason"],
  "kpi-reading": ["kpi_code", "units", "beside", "caution"],
  festivals: ["occasion", "festival_on"],
  parameters: ["name", "value", "meaning"]
} as const;

export type Programme = PlanRow<(typeof PLAN_COLUMNS.programmes)[number]>;
export type Task = PlanRow<(typeof PLAN_COLUMNS.tasks)[number]>;
export type Deliverable = PlanRow<(typeof PLAN_COLUMNS.deliverables)[number]>;
export type Kpi = PlanRow<(typeof PLAN_COLUMNS.kpis)[number]>;
export type Framing = PlanRow<(typeof PLAN_COLUMNS.framing)[number]>;
export type DeliverableMeasure = PlanRow<(typeof PLAN_COLUMNS.measures)[number]>;
export type KpiPace = PlanRow<(typeof PLAN_COLUMNS)["kpi-pace"][number]>;
export type OwnPart = PlanRow<(typeof PLAN_COLUMNS)["own-parts"][number]>;
export type KpiReading = PlanRow<(typeof PLAN_COLUMNS)["kpi-reading"][number]>;
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
  measures: DeliverableMeasure[];
  kpiPaces: KpiPace[];
  ownParts: OwnPart[];
  kpiReadings: KpiReading[];
  festivals: Festival[];
  parameters: Parameter[];
  /** The document itself. */
  source: string;
}

/** Splits a cell with several values. */
export function listOf(cell: string): string[] {
  return cell === "" ? [] : cell.split(";");
}
