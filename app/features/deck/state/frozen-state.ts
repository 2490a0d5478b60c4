import type {Panel} from "#app/features/task/topics/panel.ts";
import type {FunnelPlace} from "#pipelines/numbers/funnel.ts";
import type {Status} from "#pipelines/numbers/status.ts";
import type {SlideContent} from "../slide.ts";
import type {FrozenWork} from "./frozen-work.ts";

/**
 * The union's numbers of one month as they stood at one moment, whole: decks and papers of a meeting are made from it
 * and from nothing else, so they agree. It is kept as JSON under the hash of its text.
 */
export interface FrozenState {
  version: 1;
  plan: {year: number; title: string; document_number: string};
  /** YYYY-MM, and the day that was judged, YYYY-MM-DD. */
  month: string;
  on: string;
  /** 口径版本: eight hex digits of the hash of models, contracts and plan. */
  definitions: string;
  /** How far the data reach, YYYY-MM-DD; null without data. */
  fresh_to: string | null;
  units_asked: number;
  units_reported: number;
  /** Submissions that await review. */
  waiting: number;
  /** The overview's conclusion. */
  sentence: string;
  tally: {status: string; count: number}[];
  programmes: {code: string; name: string; motto: string}[];
  tasks: FrozenTask[];
  kpis: FrozenKpi[];
  units: {code: string; name: string}[];
  /** What needs attention, the most severe first. */
  concerns: FrozenConcern[];
  /** Open action items of meetings; left out for those who do not hold meetings. */
  action_items: FrozenActionItem[];
  /** Left out for those who choose no slides; states made before 2026-11-30 have none. */
  work?: FrozenWork;
  /** Slides that are kept because a selection names them, by key; left out for those who choose no slides. */
  chosen?: Record<string, SlideContent>;
}

export interface FrozenTask {
  code: string;
  title: string;
  programme_code: string;
  /** “截至…，完成 84.5 %，…；9 项举措中 …” */
  sentence: string;
  /** “完成 84.5 %，…；落后的主要是…”: the sentence in large type, without day and tally. */
  conclusion: string;
  status: string;
  rule: string;
  /** Percent. */
  progress: number | null;
  pace: number | null;
  with_data: number;
  of: number;
  overdue: number;
  deliverables: FrozenDeliverable[];
  panels: Panel[];
}

export interface FrozenDeliverable {
  code: string;
  name: string;
  status: Status;
  rule: string;
  progress: number | null;
  pace: number | null;
  due_on: string;
  original_due_on: string;
  owner: string | null;
  problem_note: string | null;
  is_closed: boolean;
  /** Held as promised, with more to come; absent where it is not so, and in states made before 2026-12. */
  goes_on?: true;
  /** By what it is measured, and what its owner did not report: words for papers; states made before 2026-12 have none. */
  measure_words?: string;
  unreported?: string | null;
}

export interface FrozenKpi {
  code: string;
  task_code: string;
  name: string;
  /** %、人、件 … */
  unit: string;
  direction: string;
  formula_words: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** The number is not shown, because too few people stand behind it. */
  is_hidden: boolean;
  /** While its month has no number yet: the last one, which its status speaks of; states made before 2026-11-30 have none. */
  last_shown?: {month: string; value: number | null};
  target: number | null;
  /** 文件规定 or 本地设定 */
  target_source: string;
  /** Since the month before; null where either has no number. */
  change: number | null;
  is_better: boolean | null;
  status: string | null;
  rule: string | null;
  conclusion: string;
  /** Whether units are ranked by it (`rank`), or how else they are shown: `none`, `missing`, `top`. */
  units_shown: string;
  /** One value per month from January to `month`, with what was due and the year before. */
  months: {month: string; value: number | null; pace: number | null; last_year: number | null}[];
  /** Only units whose numbers are shown. */
  units: FrozenUnitValue[];
  segments: {segment: string; value: number | null; numerator: number | null; denominator: number | null}[];
  /** The months' own values, where these tell real change from chance; states made before 2026-11-29 have none. */
  variation?: {
    conclusion: string;
    points: {month: string; value: number}[];
    limits: {value: number; label: string}[];
  };
  /** Figures beside the headline with the units behind them, the most first. */
  unit_figures?: {name: string; unit: string; units: {name: string; value: number}[]}[];
}

export interface FrozenUnitValue {
  code: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** Where a rate of people lies against what chance gives a unit of its size. */
  chance?: FunnelPlace;
  /** From January to the state's month; null where there is no number, or a hidden one. */
  months?: (number | null)[];
}

export interface FrozenConcern {
  code: string;
  task_code: string;
  name: string;
  status: string;
  concerns: string[];
  reasons: string[];
  owner: string | null;
  /** The code of the unit that leads it; states made before 2026-12 have none. */
  lead_unit?: string | null;
  problem_note: string | null;
}

export interface FrozenActionItem {
  id: string;
  words: string;
  owner: string;
  due_on: string;
  body: string;
  held_on: string;
  state_words: string;
  overdue: number;
  answer: string | null;
}
