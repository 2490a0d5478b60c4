/** Sheets of our templates. They hold no data, so no finding reports that they were not read. */
export const TEMPLATE_SHEETS = {help: "填写说明", people: "本单位人员", lists: "选项"} as const;

export function isTemplateSheet(name: string): boolean {
  return Object.values<string>(TEMPLATE_SHEETS).includes(name);
}

/**
 * Columns that we fill with codes of people and records, in which a bare number of a phone's length is a code. Anything
 * written beside them is checked as usual.
 */
export function holdsRecordNumbers(sheet: string, column: number): boolean {
  return sheet === TEMPLATE_SHEETS.lists || (sheet === TEMPLATE_SHEETS.people && column === 0);
}

/** For templates with an example row only: in a prefilled list row 2 is a person. */
export const EXAMPLE_NOTE = "第 2 行是示例，请删去或改写；忘了删也不会计入（整份只有这一行时除外）。";
