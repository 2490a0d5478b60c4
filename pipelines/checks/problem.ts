import type {FindingCode} from "#pipelines/findings/findings.ts";

/**
 * A row of the checks' SQL: `record` counts the file's records from 0, `field` is a field of the contract (null for a
 * whole row), `value` is the text found, and `other` is what else the code needs.
 */
export interface Problem {
  record: number;
  field: string | null;
  code: FindingCode;
  value: string | null;
  other: string | null;
}

/**
 * A finding repeats so many characters of a cell; nobody edits a longer text in a cell of a page. What stands behind them
 * is judged all the same, but no suggestion is made of a beginning.
 */
export const VALUE_SHOWN = 2000;

/** Returns the select list of a check. */
export function problemColumns(field: string | null, code: FindingCode, value = "null", other = "null"): string {
  return `record, ${field === null ? "null" : `'${field}'`} as field, '${code}' as code, ${value}::varchar as value, ${other}::varchar as other`;
}
