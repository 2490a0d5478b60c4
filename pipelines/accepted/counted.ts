import {type Contract, type Field, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {type AcceptedRows, acceptedSql, sentSql, standingSql} from "./accepted.ts";

/** A table of `person_id` with everybody in any roster in force. */
export const NAMED_PEOPLE = "raw.named_people";

/**
 * Returns the column of people that a row needs in order to count; a contract has at most one. A reference that may
 * come before its roster does not wait.
 */
export function personFieldOf({fields}: Contract): Field | undefined {
  return fields.find(({reference, referenceMayComeLater}) => reference === PERSON_ID && !referenceMayComeLater);
}

/**
 * Selects the accepted rows that count, with the columns of `raw`. A row of a person who is in no roster waits for one;
 * until then the row that it would replace stays current.
 */
export function countedSql(contract: Contract, accepted: AcceptedRows[]): string {
  const newcomers = withNewcomers(contract, accepted);
  if (newcomers.length === 0) return acceptedSql(contract, accepted);
  const others = accepted.filter((each) => !newcomers.includes(each));
  const parts = [
    ...(others.length > 0 ? [sentSql(contract, others)] : []),
    `select * from (${sentSql(contract, newcomers)}) where not (${isWaitingSql(contract)})`
  ];
  return standingSql(contract, accepted, parts.map((part) => `(${part})`).join(" union all by name "));
}

/** Selects the rows that wait for a roster; undefined where none can. */
export function waitingSql(contract: Contract, accepted: AcceptedRows[]): string | undefined {
  const newcomers = withNewcomers(contract, accepted);
  if (newcomers.length === 0) return undefined;
  return `select * from (${sentSql(contract, newcomers)}) where ${isWaitingSql(contract)}`;
}

/** Whether rows of these files may wait for a roster, so that they are read beside it. */
export function mayWait(contract: Contract, accepted: AcceptedRows[]): boolean {
  return withNewcomers(contract, accepted).length > 0;
}

function withNewcomers(contract: Contract, accepted: AcceptedRows[]): AcceptedRows[] {
  return personFieldOf(contract) ? accepted.filter(({has_newcomers}) => has_newcomers) : [];
}

function isWaitingSql(contract: Contract): string {
  const {name} = personFieldOf(contract)!;
  return `coalesce(${name} not in (select person_id from ${NAMED_PEOPLE}), false)`;
}
