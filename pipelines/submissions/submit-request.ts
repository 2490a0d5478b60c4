import type {Actor} from "#pipelines/contracts/sender.ts";
import type {Correction} from "#pipelines/files/corrections.ts";
import type {ColumnChoices} from "#pipelines/files/header.ts";

export interface SubmitRequest extends Actor {
  dataset: string;
  fileName: string;
  chunks: AsyncIterable<Uint8Array>;
  /** The as-of day; today by default. */
  asOf?: string;
  today: string;
  now: string;
  isDryRun?: boolean;
  /** The sender confirms that people who are in no roster are new; their rows are kept and wait for a roster. */
  acceptsNewcomers?: boolean;
  /**
   * Columns that a person confirmed: normalised header → field; empty leaves the column out. They are kept for later
   * files if this one is accepted.
   */
  columns?: ColumnChoices;
  /** The sender's corrections of cells. */
  corrections?: Correction[];
  /** The kept files that prove what the rows say; they are attached if the file is accepted. */
  evidenceIds?: string[];
  /** Ends the check, because nobody waits for it any more; what is being kept is kept. */
  signal?: AbortSignal;
}

/** A dry run without a named dataset, which the headers decide. */
export type UnnamedRequest = Omit<SubmitRequest, "dataset" | "columns" | "isDryRun">;

export type RequestToAny = UnnamedRequest & Pick<SubmitRequest, "columns" | "isDryRun">;

export class UnknownDatasetError extends Error {}
