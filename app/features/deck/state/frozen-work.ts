import type {Level} from "#pipelines/plan/supervision-rules.ts";

/** What is followed up beside the numbers: who owes what, what is supervised, what changed, and each unit's own. */
export interface FrozenWork {
  /** What changed between two evenings. */
  changes: FrozenChanges;
  /** 督办, the highest level first. */
  supervised: FrozenSupervised[];
  /** Reports of the year so far. */
  reports: {sentence: string; datasets: FrozenDatasetReports[]};
  /** Units with overdue reports, the most first. */
  owing: FrozenOwing[];
  /** 教代会规则检查 */
  congress: FrozenCongressRule[];
  /** 领导批示 of the year, those without an answer first; states made before 2026-12 have none. */
  instructions?: FrozenInstruction[];
  units: FrozenUnitWork[];
}

export interface FrozenChanges {
  /** YYYY-MM-DD, both inclusive. */
  from: string;
  to: string;
  statuses: {code: string; name: string; was: FrozenStanding; is: FrozenStanding}[];
  kpis: {
    code: string;
    name: string;
    unit: string;
    was: number | null;
    is: number | null;
    /** Null where it cannot be told. */
    is_better: boolean | null;
  }[];
}

interface FrozenStanding {
  status: string;
  progress: number | null;
}

export interface FrozenSupervised {
  code: string;
  name: string;
  level: Level;
  rules: string[];
  lead_unit: string | null;
  leader: string | null;
  due_on: string;
}

export interface FrozenDatasetReports {
  title: string;
  asked: number;
  reported: number;
  due: number;
  on_time: number;
  missing: number;
}

export interface FrozenOwing {
  /** Null for the office. */
  code: string | null;
  name: string;
  count: number;
  /** Days since the oldest due day. */
  days: number;
  /** “活动台账（9、10 月）” */
  items: string[];
}

export interface FrozenCongressRule {
  key: string;
  title: string;
  quote: string;
  kept: number;
  broken: number;
  unknown: number;
  /** Those that do not keep it, or of which it is not known. */
  rows: {name: string; outcome: string; words: string}[];
}

export interface FrozenUnitWork {
  code: string;
  /** Finished activities of the year. */
  activity_count: number;
  /** The latest of them. */
  activities: {name: string; on: string; category: string; people: string}[];
  /** Who came, of the staff; groups of one or two people are merged or left out. */
  people: {staff: number; groups: {dimension: string; name: string; came: number; of: number}[]} | null;
  /** Codes of the open deliverables that it leads or supports. */
  deliverables: {code: string; is_lead: boolean}[];
}

export interface FrozenInstruction {
  /** “T05 文体活动”: the task, deliverable or KPI that it is about. */
  about: string;
  words: string;
  given_by: string;
  /** YYYY-MM-DD */
  given_on: string;
  answer: string | null;
}
