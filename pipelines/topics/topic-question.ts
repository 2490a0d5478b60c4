/** What every reader of a topic is asked for. */
export interface TopicQuestion {
  /** The month's first day. */
  month: string;
  /** The day on which lateness is judged. */
  on: string;
  unit?: string;
}
