import {type Contract, PERSON_ID, UNIT_CODE} from "#pipelines/contracts/contract.ts";

/** Describes the columns of a table of sensitive rows, in the order of the rows' cells. */
export function rowColumnsOf({fields}: Contract) {
  return fields.map(({title, reference, type, constraints}, at) => ({
    at,
    title,
    isPerson: reference === PERSON_ID,
    isUnit: reference === UNIT_CODE,
    isNumber: type === "number" || type === "integer",
    isRequired: constraints?.required === true
  }));
}

export type RowColumn = ReturnType<typeof rowColumnsOf>[number];
