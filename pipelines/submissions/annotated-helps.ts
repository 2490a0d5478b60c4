import type {DuckDBConnection} from "@duckdb/node-api";
import type exceljs from "devextreme-exceljs-fork";
import {createCurrentRows, type ReferenceData} from "#pipelines/checks/reference-tables.ts";
import {type Contract, type Field, PERSON_ID, UNIT_CODE} from "#pipelines/contracts/contract.ts";
import type {Sender} from "#pipelines/contracts/sender.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {NAME_HEADER} from "#pipelines/files/header.ts";
import type {Table} from "#pipelines/files/table.ts";
import {TEMPLATE_SHEETS} from "#pipelines/files/workbook/template-sheets.ts";
import {isPseudonymSql} from "#pipelines/removals/pseudonyms.ts";
import {helpOf} from "./column-words.ts";

export interface Person {
  person_id: string;
  name: string;
}

/** What the sender looks values up in while correcting the annotated file. */
export interface AnnotatedHelps {
  /** The unit's own people; nobody for the office, whose lists would hold the whole staff. */
  people: Person[];
  /** Codes to choose from, by reference. */
  codes: Map<string, string[]>;
}

interface HelpRequest {
  contract: Contract;
  known: ReferenceData;
  sender: Sender;
}

/** The newest ones; a drop-down of thousands is useless. */
const CODES_LISTED = 200;

/** Reads what the references of a contract offer to its sender, as the template does. */
export async function readHelps(db: DuckDBConnection, request: HelpRequest): Promise<AnnotatedHelps> {
  const {contract, known, sender} = request;
  const references = new Set(contract.fields.flatMap(({reference}) => reference ?? []));
  const codes = new Map<string, string[]>([["deliverables.code", known.outsideCodes.deliverables]]);
  if (references.has(UNIT_CODE)) codes.set(UNIT_CODE, await readUnits(db, known, sender));
  if (references.has("activities.activity_id"))
    codes.set("activities.activity_id", await readActivities(db, known, sender));
  if (references.has("clubs.club_code")) codes.set("clubs.club_code", await readClubs(db, known));
  const people = sender.kind === "unit" && references.has(PERSON_ID) ? await readPeople(db, known, sender) : [];
  return {people, codes};
}

async function readUnits(db: DuckDBConnection, known: ReferenceData, sender: Sender): Promise<string[]> {
  if (sender.kind === "unit") return [sender.unit_code];
  await createCurrentRows(db, "units", known);
  return codesOf(db, `select unit_code as code from current_units where ${isNewest("current_units")} order by code`);
}

async function readActivities(db: DuckDBConnection, known: ReferenceData, sender: Sender): Promise<string[]> {
  await createCurrentRows(db, "activities", known);
  const whose = sender.kind === "unit" ? "where organizer_unit_code = (select unit_code from sender)" : "";
  return codesOf(
    db,
    `select activity_id as code from current_activities ${whose} order by start_date desc, code limit ${CODES_LISTED}`
  );
}

async function readClubs(db: DuckDBConnection, known: ReferenceData): Promise<string[]> {
  await createCurrentRows(db, "clubs", known);
  return codesOf(db, `select club_code as code from current_clubs where ${isNewest("current_clubs")} order by code`);
}

const isNewest = (table: string) => `as_of = (select max(as_of) from ${table})`;

async function codesOf(db: DuckDBConnection, sql: string): Promise<string[]> {
  return (await rows(db, {code: text}, sql)).map(({code}) => code);
}

async function readPeople(
  db: DuckDBConnection,
  known: ReferenceData,
  sender: Extract<Sender, {kind: "unit"}>
): Promise<Person[]> {
  await createCurrentRows(db, "members", known);
  return rows(
    db,
    {person_id: text, name: text},
    `select person_id, name from current_members
    where unit_code = $unit and ${isNewest("current_members")} and not ${isPseudonymSql("person_id")}
    order by person_id`,
    {unit: sender.unit_code}
  );
}

/** Adds the sheets beside the table: how each column is filled in, the unit's people, and lists for the drop-downs. */
export function addHelpSheets(
  writer: exceljs.stream.xlsx.WorkbookWriter,
  contract: Contract,
  {people, codes}: AnnotatedHelps
): void {
  addHelp(writer, contract);
  addPeople(writer, people);
  const listed = listedCodes(contract, codes);
  if (listed.length === 0) return;
  const sheet = writer.addWorksheet(TEMPLATE_SHEETS.lists, {state: "hidden"});
  listed.forEach((_, at) => (sheet.getColumn(at + 1).numFmt = "@"));
  const height = Math.max(...listed.map((each) => each.codes.length));
  for (let row = 0; row < height; row++) sheet.addRow(listed.map((each) => each.codes[row] ?? null)).commit();
  sheet.commit();
}

function addHelp(writer: exceljs.stream.xlsx.WorkbookWriter, contract: Contract): void {
  const sheet = writer.addWorksheet(TEMPLATE_SHEETS.help);
  sheet.columns = [{width: 24}, {width: 10}, {width: 80}];
  sheet.addRow([contract.description]).commit();
  sheet.addRow(["列", "必填", "怎样填"]).commit();
  for (const field of contract.fields) {
    const [required, ...help] = helpOf(contract, field);
    sheet.addRow([field.title, required, help.join("；")]).commit();
  }
  sheet.commit();
}

function addPeople(writer: exceljs.stream.xlsx.WorkbookWriter, people: Person[]): void {
  if (people.length === 0) return;
  const sheet = writer.addWorksheet(TEMPLATE_SHEETS.people);
  sheet.columns = [{width: 14, style: {numFmt: "@"}}, {width: 20}];
  sheet.addRow(["工号", NAME_HEADER]).commit();
  for (const {person_id, name} of people) sheet.addRow([person_id, name]).commit();
  sheet.commit();
}

/** The longest list that Excel takes inside a rule. */
const LIST_CHARACTERS = 250;
/** As many rows as in the template; readers of workbooks keep a rule for each cell of its range. */
const LIST_ROWS = 2000;

/** Adds the template's drop-downs. */
export function addLists(
  sheet: exceljs.Worksheet,
  {contract, table, helps, headerRow}: {contract: Contract; table: Table; helps: AnnotatedHelps; headerRow: number}
): void {
  table.fields.forEach((field, at) => {
    const formula = field && formulaOf(contract, field, helps);
    if (formula === undefined) return;
    const letters = columnLetters(at);
    (sheet as unknown as ValidatedSheet).dataValidations.add(
      `${letters}${headerRow + 1}:${letters}${headerRow + LIST_ROWS}`,
      // A code that is not listed yet may be right, and the check decides.
      {type: "list", allowBlank: true, formulae: [formula], errorStyle: field?.reference ? "warning" : "stop"}
    );
  });
}

function formulaOf(contract: Contract, field: Field, {people, codes}: AnnotatedHelps): string | undefined {
  const {type, constraints, reference} = field;
  if (type === "list") return undefined;
  const own = type === "boolean" ? ["是", "否"] : (constraints?.enum ?? []);
  const list = own.join(",");
  if (list !== "" && list.length <= LIST_CHARACTERS) return `"${list}"`;
  if (reference === PERSON_ID && people.length > 0) return `'${TEMPLATE_SHEETS.people}'!$A$2:$A$${people.length + 1}`;
  const listed = listedCodes(contract, codes);
  const column = listed.findIndex((each) => each.reference === reference);
  if (reference === undefined || column === -1) return undefined;
  const letters = columnLetters(column);
  return `'${TEMPLATE_SHEETS.lists}'!$${letters}$1:$${letters}$${listed[column]!.codes.length}`;
}

/** The columns of the hidden sheet, one for each reference of a single value that has codes. */
function listedCodes({fields}: Contract, codes: AnnotatedHelps["codes"]): {reference: string; codes: string[]}[] {
  const used = new Set(fields.flatMap(({type, reference}) => (type === "list" || !reference ? [] : [reference])));
  return [...codes]
    .filter(([reference, values]) => used.has(reference) && values.length > 0)
    .map(([reference, values]) => ({reference, codes: values}));
}

/** The library's types lack this property. */
interface ValidatedSheet {
  dataValidations: {add(address: string, rule: exceljs.DataValidation): void};
}
