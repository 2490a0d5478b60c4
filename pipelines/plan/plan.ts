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
  "kpi-reading": ["kpi_code", "units", "beside", "by_unit", "unit_shown", "caution"],
  festivals: ["occasion", "festival_on"],
  parameters: ["name", "value", "meaning"],
  workdays: ["day", "is_workday", "note"],
  supervision: ["rule", "level", "value", "words"],
  assessment: ["code", "section", "item", "points", "measured_by", "bands", "words", "source"],
  congress: ["rule", "scope", "value", "law", "article", "words", "task_code"],
  topics: ["task_code", "topic"]
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
/** A day that differs from its weekday: a holiday, or a weekend on which people work. */
export type Workday = PlanRow<(typeof PLAN_COLUMNS.workdays)[number]>;
export type SupervisionRule = PlanRow<(typeof PLAN_COLUMNS.supervision)[number]>;
/** An item of the score table by which units assess themselves. */
export type AssessmentItem = PlanRow<(typeof PLAN_COLUMNS.assessment)[number]>;
/** What the law asks of staff congresses, with its article. */
export type CongressRule = PlanRow<(typeof PLAN_COLUMNS.congress)[number]>;
/** What a task is about, whose pictures its page shows. */
export type TaskTopic = PlanRow<(typeof PLAN_COLUMNS.topics)[number]>;

/** Who answers for a deliverable, by when and by what measure; null where the office settled nothing. */
export interface Assignment {
  deliverable_code: string;
  /** An office, no name: 分管副主席 */
  leader: string | null;
  lead_unit: string | null;
  supporting_units: string[];
  /** The name of the one account that reports. */
  account: string | null;
  start_on: string | null;
  due_on: string | null;
  /** The due day that was promised first; it never disappears. */
  first_due_on: string | null;
  times_postponed: number;
  weight: number | null;
  /** As in measures.csv. */
  measured_by: string | null;
  pace: string | null;
  reason: string | null;
  submission_id: string;
}

/** A target that the office set beside the plan's own. */
export interface SetTarget {
  kpi_code: string;
  /** In the KPI's unit; null if the plan's own target counts again. */
  target: number | null;
  source: string;
  reason: string;
  submission_id: string;
}

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
  workdays: Workday[];
  supervision: SupervisionRule[];
  /** Empty for a plan without a score table. */
  assessment: AssessmentItem[];
  congress: CongressRule[];
  topics: TaskTopic[];
  /** The document itself. */
  source: string;
}

/** The plan as it is followed: the document's, with what the office settled beside it. */
export interface SettledPlan extends Plan {
  assignments: Assignment[];
  setTargets: SetTarget[];
}

/** Splits a cell with several values. */
export function listOf(cell: string): string[] {
  return cell === "" ? [] : cell.split(";");
}
