import type {Contract, Field} from "#pipelines/contracts/contract.ts";

/** A typed value as people read it, in SQL; null where there is none. */
export function shownSql(field: Field, of: string): string {
  switch (field.type) {
    case "boolean":
      return `case when ${of} then '是' when not ${of} then '否' end`;
    case "list":
      return `array_to_string(${of}, ';')`;
    case "yearmonth":
      return `strftime(${of}, '%Y-%m')`;
    case "number":
      // Decimals carry four places, most of them empty.
      return `regexp_replace(${of}::varchar, '\\.?0+$', '')`;
    default:
      return `${of}::varchar`;
  }
}

/** The business key as one text. */
export function shownKeySql({primaryKey}: Contract, of: string): string {
  return primaryKey.map((name) => `${of}.${name}::varchar`).join(" || ' + ' || ");
}
