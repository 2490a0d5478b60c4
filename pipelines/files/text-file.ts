import type {Finding} from "#pipelines/findings/findings.ts";
import type {TextBeginning} from "./encoding.ts";
import type {OpenMerges} from "./merged.ts";

/** A UTF-8 text on disk: the original where it is UTF-8, else a decoded copy. */
export interface TextFile extends TextBeginning {
  path: string;
  /** The number of bytes before the text, in the file at `path`. */
  skipBytes: number;
  /** The sheet, if the text comes from a workbook. */
  sheet?: Sheet;
  /** How the text was changed before it could be read. */
  notes?: Finding[];
}

/** A sheet that became a text, with facts that the text does not contain. */
export interface Sheet {
  name: string;
  /** All sheets of the workbook, hidden ones included. */
  all: string[];
  /** The sheet's row of each record of the text, header and titles included; blank rows are left out. */
  rows: number[];
  hasQuote: boolean;
  hasBlankLine: false;
  merges: OpenMerges;
  /** Findings about hidden cells that were read, about parts that were not, and about numbers of persons in those. */
  findings: Finding[];
}
