/** What a booklet shows beside the numbers of its state. */
export interface BookletOptions {
  title: string;
  /** The short id of the frozen state. */
  stateId: string;
  meeting?: {body: string; held_on: string};
  /** What the meeting came to, in the order of its minutes. */
  outcomes?: BookletOutcome[];
  /** The page of each section by its id; without it the contents name no pages. */
  pages?: ReadonlyMap<string, number>;
}

export interface BookletOutcome {
  /** 通报、决定 or 交办 */
  kind: string;
  words: string;
  owner: string | null;
  due_on: string | null;
}
