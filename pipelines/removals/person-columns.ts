import {type Contract, type Field, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {type ColumnEnd, readRetentionPolicy} from "./policy.ts";

/** Returns the columns that contain a 工号: the roster's own, and those that refer to it. */
export function personColumns(contract: Contract): string[] {
  return contract.fields.filter((field) => isPersonColumn(contract, field)).map(({name}) => name);
}

/** Returns how a column is anonymised; undefined if it stays. */
export function endOf(contract: Contract, field: Field): ColumnEnd | "pseudonym" | "word" | undefined {
  if (isPersonColumn(contract, field)) return "pseudonym";
  const chosen = readRetentionPolicy().columns[`${contract.name}.${field.name}`];
  return chosen ?? (isFreeText(field) && !contract.primaryKey.includes(field.name) ? "word" : undefined);
}

/** Returns personal record numbers, which may contain a person's 工号. */
export function personalKeys(contract: Contract): string[] {
  const keys = contract.fields.filter(({name}) => contract.primaryKey.includes(name));
  return keys.filter((field) => isFreeText(field) && !isPersonColumn(contract, field)).map(({name}) => name);
}

function isPersonColumn({name}: Contract, field: Field): boolean {
  return field.reference === PERSON_ID || `${name}.${field.name}` === PERSON_ID;
}

function isFreeText({type, privacy, reference, constraints}: Field): boolean {
  return type === "string" && privacy !== "none" && reference === undefined && constraints?.enum === undefined;
}
