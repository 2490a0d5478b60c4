import {bodyRows} from "./body-rules.ts";
import type {CheckRow} from "./check-row.ts";
import {checkedPaper} from "./checked-paper.ts";
import {readDocxParts} from "./docx-parts.ts";
import {endRows} from "./end-rules.ts";
import {headRows} from "./head-rules.ts";
import {pageRows} from "./page-rules.ts";

export type {CheckRow};

/**
 * Checks a DOCX, whichever program wrote it, against GB/T 9704-2012: one row for each rule. A file that is no DOCX, too
 * large or broken is refused with a message.
 */
export function checkGbt9704(bytes: Uint8Array): CheckRow[] | {problem: string} {
  const parts = readDocxParts(bytes);
  if ("problem" in parts) return parts;
  const paper = checkedPaper(parts);
  return [...pageRows(paper), ...headRows(paper), ...bodyRows(paper), ...endRows(paper)];
}
