import type {FindingCode} from "#pipelines/findings/findings.ts";

/**
 * What the checks' SQL yields, one row a problem: `record` counts the file's records from 0, `field` is a contract
 * field (null for a whole row), `value` the text found, `other` what the code needs besides.
 */
export interface Problem {
  record: number;
  field: string | null;
  code: FindingCode;
  value: string | null;
  other: string | null;
}

/** The select list of a check. */
export function problemColumns(field: string | null, code: FindingCode, value = "null", other = "null"): string {
  return `record, ${field === null ? "null" : `'${field}'`} as field, '${code}' as code, ${value}::varchar as value, ${other}::varchar as other`;
}
