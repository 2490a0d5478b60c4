import type {Contract, Field} from "./contract.ts";

/** SQL of a typed value as text for people; null where there is none. */
export function shownSql(field: Field, of: string): string {
  switch (field.type) {
    case "boolean":
      return `case when ${of} then '是' when not ${of} then '否' end`;
    case "list":
      return `array_to_string(${of}, ';')`;
    case "yearmonth":
      return `strftime(${of}, '%Y-%m')`;
    case "number":
      // Decimals have four places, which are mostly zeros.
      return `regexp_replace(${of}::varchar, '\\.?0+$', '')`;
    default:
      return `${of}::varchar`;
  }
}

/** SQL of the business key as one text. */
export function shownKeySql({primaryKey}: Contract, of: string): string {
  return primaryKey.map((name) => `${of}.${name}::varchar`).join(" || ' + ' || ");
}
