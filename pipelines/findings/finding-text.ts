import type {Finding} from "./findings.ts";
import {CELL_TEXTS} from "./text/cell.ts";
import {COLUMN_TEXTS} from "./text/column.ts";
import {COMPARED_TEXTS} from "./text/compared.ts";
import {FILE_TEXTS} from "./text/file.ts";
import {HEADER_TEXTS} from "./text/header.ts";
import {REFERENCE_TEXTS} from "./text/reference.ts";
import {ROW_TEXTS} from "./text/row.ts";
import {SPELLING_TEXTS} from "./text/spelling.ts";
import {TAKEN_TEXTS} from "./text/taken.ts";
import {WORKBOOK_TEXTS} from "./text/workbook.ts";
import type {FindingOf, FindingText, Texts, TitleOf} from "./text/parts.ts";

/** Every code has its words here: a code without them does not compile. */
const TEXTS: Texts = {
  ...FILE_TEXTS,
  ...WORKBOOK_TEXTS,
  ...HEADER_TEXTS,
  ...COLUMN_TEXTS,
  ...ROW_TEXTS,
  ...CELL_TEXTS,
  ...SPELLING_TEXTS,
  ...COMPARED_TEXTS,
  ...REFERENCE_TEXTS,
  ...TAKEN_TEXTS
};

export function textOf<Code extends Finding["code"]>(finding: FindingOf<Code>, titleOf: TitleOf): FindingText {
  return TEXTS[finding.code](finding, titleOf);
}
