/** What a receiver said of one attempt. */
export interface Answer {
  /** throttled: too many, so wait; refused: the same would be refused again; failed: try again. */
  outcome: "sent" | "throttled" | "refused" | "failed";
  /** As the receiver said it. */
  code: string;
  /** For people, in Chinese; never a key. */
  words: string;
}
