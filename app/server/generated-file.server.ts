import {csvToSend} from "./csv.server.ts";
import {findingsInWords} from "#pipelines/findings/finding-words.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

/** A file that a form makes of what was typed. */
export interface GeneratedTable {
  /** Names of fields, in the order of the columns. */
  fields: string[];
  titles: string[];
  rows: string[][];
}

export async function* csvOf({titles, rows}: Pick<GeneratedTable, "titles" | "rows">): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvToSend([titles, ...rows]));
}

/** What is wrong with a cell of the file, or with the whole; rows count from 0. */
export interface CellProblem {
  row?: number;
  field?: string;
  text: string;
}

/** Places a finding that refuses the file in the cell that it speaks of. */
export function cellProblemsOf(finding: Finding, {fields}: Pick<GeneratedTable, "fields">): CellProblem[] {
  const [told] = findingsInWords({shown: [finding], blocking: 1, warnings: 0});
  if (!told?.is_blocking) return [];
  const {found, expected, fix} = told.text;
  const text = `${found}；应为：${expected}。${fix}。`;
  const cell = "place" in finding ? finding.place.cell : undefined;
  const [, letters = "", line = ""] = /^([A-Z]+)(\d+)$/.exec(cell ?? "") ?? [];
  if (letters === "") return [{text: `${told.text.where}：${text}`}];
  return [{row: Number(line) - 2, field: fields[letters.charCodeAt(0) - 65], text}];
}
