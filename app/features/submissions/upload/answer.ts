import type {SkippedRow} from "#pipelines/checks/skipped.ts";
import type {Changes} from "#pipelines/compare/changes.ts";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import type {FindingInWords} from "#pipelines/findings/finding-words.ts";
import type {Counts} from "#pipelines/submissions/submissions.ts";

/** What is told of a file that was checked, sent or not. */
export interface ReportAnswer {
  as_of?: string;
  counts: Counts;
  blocking: number;
  warnings: number;
  findings: FindingInWords[];
  skipped: SkippedRow[];
  changes?: Changes;
  /** How the file was read; of a dry run. */
  reading?: FileReading;
}

/** The server's answer to one file, as a page holds it. */
export type Answer =
  | ({outcome: "accepted"; id: string} & ReportAnswer)
  | ({outcome: "acceptable"} & ReportAnswer)
  | ({outcome: "refused"; message: string} & ReportAnswer)
  | {outcome: "already-accepted"; id: string; sent_at: string; message: string}
  /** The file was not looked at: too large, cut off, no such unit. */
  | {outcome: "failed"; message: string};
