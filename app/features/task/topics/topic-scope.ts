import type {SettledPlan} from "#pipelines/plan/plan.ts";
import type {TopicQuestion} from "#pipelines/topics/topic-question.ts";

/** What a topic's panels are made for. */
export interface TopicScope extends TopicQuestion {
  plan: SettledPlan;
  /** 全校, or the unit's name. */
  whole: string;
  /** The name of a unit by its code. */
  nameOf: (code: string | null) => string;
  /** The day up to which the rows of a dataset speak: the day that is looked at, or where its data end before. */
  until: (dataset: string) => string;
}
