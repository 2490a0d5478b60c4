import type {Newcomers} from "#pipelines/checks/newcomers.ts";
import type {SkippedRow} from "#pipelines/checks/skipped.ts";
import type {Changes} from "#pipelines/compare/changes.ts";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import type {FindingInWords} from "#pipelines/findings/finding-words.ts";
import type {Counts} from "#pipelines/submissions/outcome.ts";

/** Null where only readers of a sensitive dataset may see how many rows existed before. */
export type ToldCounts = Counts | (Omit<Counts, ComparedCount> & Record<ComparedCount, null>);
type ComparedCount = "added" | "updated" | "unchanged";

/** The part of an answer that a dry run and a submission share. */
export interface ReportAnswer {
  as_of?: string;
  counts: ToldCounts;
  blocking: number;
  warnings: number;
  findings: FindingInWords[];
  skipped: SkippedRow[];
  /** The number of corrected cells. */
  corrected: number;
  /** People who are in no roster. */
  newcomers?: Newcomers;
  changes?: Changes;
  /** How the server read the file; only in a dry run. */
  reading?: FileReading;
}

/** The answer to the form without JavaScript, and what became of a file that was only checked. */
export type PlainAnswer = Answer & {kept?: KeptNote};

/** The kept file that can be sent without choosing it again, or why it has to be chosen again. */
export type KeptNote = {id: string; fileName: string} | {reason: "sensitive" | "large"};

/** The server's answer to one file, as the page keeps it. */
export type Answer =
  | ({outcome: "accepted"; id: string} & ReportAnswer)
  | ({outcome: "acceptable"} & ReportAnswer)
  | ({outcome: "refused"; message: string} & ReportAnswer)
  | {outcome: "already-accepted"; id: string; sent_at: string; message: string}
  /** The server did not check the file: it was too large or incomplete, or the unit is unknown. */
  | {outcome: "failed"; message: string};
