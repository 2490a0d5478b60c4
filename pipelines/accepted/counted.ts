import {type Contract, type Field, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {type AcceptedRows, acceptedSql, sentSql, standingSql} from "./accepted.ts";

/** Everybody whom a roster in force names, whatever its day: a table of `person_id`. */
export const NAMED_PEOPLE = "raw.named_people";

/**
 * The column of people without whom a row cannot count; a contract has one at most. What may come before its roster anyway
 * waits for nobody.
 */
export function personFieldOf({fields}: Contract): Field | undefined {
  return fields.find(({reference, referenceMayComeLater}) => reference === PERSON_ID && !referenceMayComeLater);
}

/**
 * The accepted rows that count now, with the columns of `raw`. A row of somebody whom no roster names waits for one, and
 * until then is as if it had not come: what it would replace stands.
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

/** The rows that wait for a roster, as they were sent; undefined where none can. */
export function waitingSql(contract: Contract, accepted: AcceptedRows[]): string | undefined {
  const newcomers = withNewcomers(contract, accepted);
  if (newcomers.length === 0) return undefined;
  return `select * from (${sentSql(contract, newcomers)}) where ${isWaitingSql(contract)}`;
}

function withNewcomers(contract: Contract, accepted: AcceptedRows[]): AcceptedRows[] {
  return personFieldOf(contract) ? accepted.filter(({has_newcomers}) => has_newcomers) : [];
}

function isWaitingSql(contract: Contract): string {
  const {name} = personFieldOf(contract)!;
  return `coalesce(${name} not in (select person_id from ${NAMED_PEOPLE}), false)`;
}
