import type {Finding} from "#pipelines/findings/findings.ts";
import type {TextBeginning} from "./encoding.ts";

/** A file of UTF-8 text on disk: the sender's own bytes where they are that already, else a decoded copy. */
export interface TextFile extends TextBeginning {
  path: string;
  /** Bytes before the text proper, in the file at `path`. */
  skipBytes: number;
  /** Where the text was a sheet of a workbook. */
  sheet?: Sheet;
}

/** A sheet that became a text: what the text itself cannot say. */
export interface Sheet {
  name: string;
  /** All sheets of the workbook, hidden ones too. */
  all: string[];
  /** The sheet's row of each record of the text, header and title included; blank rows are left out. */
  rows: number[];
  hasQuote: boolean;
  hasBlankLine: false;
  /** What was read though it cannot be seen, what was not read, and numbers of persons in that. */
  findings: Finding[];
}
