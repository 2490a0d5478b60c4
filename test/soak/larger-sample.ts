import {inventSample} from "../../datasets/sample/generate.ts";
import type {Outbox, Row} from "../../datasets/sample/outbox.ts";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";

/** What people and units have many of; lists and plans stay as they are. */
const REPEATED = [
  "members",
  "clubs",
  "activities",
  "participation",
  "welfare",
  "assistance",
  "proposals",
  "awards",
  "media",
  "procurement"
];
/** Titles by which two rows would be taken for one told twice. */
const TITLES = ["activity_name", "club_name", "item_name", "title"];

/** The sample year with `times` as many people, each with activities, grants and proposals of their own. */
export function inventLargerSample(times: number): Outbox {
  const outbox = inventSample();
  const contracts = readContracts();
  for (const letter of outbox.letters) {
    if (letter.dataset === "units") letter.rows = letter.rows.map((unit) => withStaff(unit, times));
    if (!REPEATED.includes(letter.dataset)) continue;
    const contract = contracts.get(letter.dataset)!;
    letter.rows = Array.from({length: times}, (_, copy) =>
      copy === 0 ? letter.rows : letter.rows.map((row) => copyOf(row, contract, copy))
    ).flat();
  }
  return outbox;
}

const withStaff = (unit: Row, times: number): Row => ({...unit, staff_count: Number(unit.staff_count) * times});

function copyOf(row: Row, {fields, primaryKey}: Contract, copy: number): Row {
  const isRenamed = ({name, reference}: Field) =>
    TITLES.includes(name) ||
    (reference === undefined ? primaryKey.includes(name) : REPEATED.includes(reference.split(".")[0]!));
  const renamed = fields
    .filter((field) => isRenamed(field) && (row[field.name] ?? "") !== "")
    .map(({name}) => [name, `${String(row[name])}X${copy}`]);
  return {...row, ...Object.fromEntries(renamed)};
}
