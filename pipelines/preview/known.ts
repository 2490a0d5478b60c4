import {type Contract, PERSON_ID} from "#pipelines/contracts/contract.ts";
import type {ColumnChoices} from "#pipelines/files/header.ts";
import {saltedHash} from "./salted-hash.ts";

/**
 * What a file of one dataset and sender is checked against, as a browser may know it: values of people and records are
 * salted hashes, the salt new with each answer. Codes of units and of the plan are no secret.
 */
export interface HashedKnown {
  salt: string;
  /** Datasets of which nothing is in force. */
  empty: string[];
  /** Every one there ever was, by its newest name. */
  units: {code: string; name: string; isCurrent: boolean}[];
  deliverableCodes: string[];
  /** What people call units besides their names. */
  unitAliases: {alias: string; unit_code: string}[];
  /** What this sender said of columns in earlier files. */
  columns: ColumnChoices;
  /** The longest 工号 there is; as many zeros may have been lost before one. */
  longestPerson: number;
  /** By `dataset.column`, for each reference of the contract but those to deliverables. */
  references: Record<string, {current: number[]; old: number[]}>;
  /** By field of a rule `headcountOnly`: values that stand for headcounts. */
  headcountOnly: Record<string, number[]>;
  /** For a unit's file, by path such as `activity_id.organizer_unit_code`: values that are its own. */
  owned: Record<string, number[]>;
  /** For a unit's file: keys that other units hold. */
  taken: number[];
}

export interface Standing {
  isCurrent: boolean;
}

/** Asks a `HashedKnown`; each value is hashed once, however many rows carry it. */
export class KnownValues {
  readonly #references = new Map<string, Asked>();
  readonly #deliverables: Set<string>;

  constructor(readonly known: HashedKnown) {
    this.#deliverables = new Set(known.deliverableCodes);
  }

  /** How the values of `dataset.column` stand; undefined for one that was never accepted. */
  standing(reference: string): (value: string) => Standing | undefined {
    if (reference === "deliverables.code") {
      return (value) => (this.#deliverables.has(value) ? CURRENT : undefined);
    }
    const asked = this.#references.get(reference) ?? new Asked(this.known, this.known.references[reference]);
    this.#references.set(reference, asked);
    return (value) => asked.standingOf(value);
  }

  /** Whether a value is among these hashes. */
  among(hashes: number[] = []): (value: string) => boolean {
    const asked = new Asked(this.known, {current: hashes, old: []});
    return (value) => asked.standingOf(value) !== undefined;
  }
}

const CURRENT: Standing = {isCurrent: true};
const OLD: Standing = {isCurrent: false};

class Asked {
  readonly #hashed = new Map<number, Standing>();
  readonly #answers = new Map<string, Standing | undefined>();
  readonly #salt: string;

  constructor({salt}: HashedKnown, {current, old}: {current: number[]; old: number[]} = {current: [], old: []}) {
    this.#salt = salt;
    for (const hash of old) this.#hashed.set(hash, OLD);
    for (const hash of current) this.#hashed.set(hash, CURRENT);
  }

  standingOf(value: string): Standing | undefined {
    if (this.#answers.has(value)) return this.#answers.get(value);
    const standing = this.#hashed.get(saltedHash(this.#salt, value));
    this.#answers.set(value, standing);
    return standing;
  }
}

/** The references whose values have to be hashed; a roster is compared with earlier ones. */
export function hashedReferences(contract: Contract): string[] {
  const own = contract.fields.map(({name}) => `${contract.name}.${name}`).filter((path) => path === PERSON_ID);
  const references = [...own, ...contract.fields.flatMap(({reference}) => (reference ? [reference] : []))];
  return [...new Set(references)].filter((reference) => reference !== "deliverables.code");
}

/** A key of several columns as one text. */
export function keyText(parts: string[]): string {
  return parts.join("\u001f");
}
