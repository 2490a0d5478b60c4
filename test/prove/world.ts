export type Value = string | number | boolean | string[] | null;
export type Row = Record<string, Value>;
export type Verdict = "none" | "approve" | "hold" | "return" | "withdraw";

/** One file as a sender sends it, and what the office then says of it. */
export interface WorldFile {
  dataset: string;
  as_of: string;
  rows: Row[];
  verdict: Verdict;
  /** Its verdict comes before the next file, not once all have been sent. */
  isJudgedAtOnce?: true;
}

/** A small invented union: its files in the order in which they are sent. */
export interface World {
  files: WorldFile[];
}
