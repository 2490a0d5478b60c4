import type {DuckDBConnection} from "@duckdb/node-api";
import type exceljs from "devextreme-exceljs-fork";
import {createCurrentRows, type ReferenceData} from "#pipelines/checks/reference-tables.ts";
import {type Contract, PERSON_ID} from "#pipelines/contracts/contract.ts";
import type {Sender} from "#pipelines/contracts/sender.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {NAME_HEADER} from "#pipelines/files/header.ts";
import type {Table} from "#pipelines/files/table.ts";
import {TEMPLATE_SHEETS} from "#pipelines/files/workbook/template-sheets.ts";
import {isPseudonymSql} from "#pipelines/removals/pseudonyms.ts";

export interface Person {
  person_id: string;
  name: string;
}

/** Reads the unit's own people, if the file names people, so that a wrong 工号 can be looked up in the annotated file. */
export async function readPeople(
  db: DuckDBConnection,
  {contract, known, sender}: {contract: Contract; known: ReferenceData; sender: Sender}
): Promise<Person[]> {
  const namesPeople = contract.fields.some(({reference}) => reference === PERSON_ID);
  if (sender.kind !== "unit" || !namesPeople) return [];
  await createCurrentRows(db, "members", known);
  return rows(
    db,
    {person_id: text, name: text},
    `select person_id, name from current_members
    where unit_code = $unit and as_of = (select max(as_of) from current_members) and not ${isPseudonymSql("person_id")}
    order by person_id`,
    {unit: sender.unit_code}
  );
}

export function addPeople(writer: exceljs.stream.xlsx.WorkbookWriter, people: Person[]): void {
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

/** Adds the template's drop-downs of closed lists. */
export function addLists(sheet: exceljs.Worksheet, {fields}: Table, headerRow: number): void {
  fields.forEach((field, at) => {
    const choices = field?.type === "boolean" ? ["是", "否"] : field?.type === "list" ? [] : field?.constraints?.enum;
    const list = (choices ?? []).join(",");
    if (list === "" || list.length > LIST_CHARACTERS) return;
    const letters = columnLetters(at);
    (sheet as unknown as ValidatedSheet).dataValidations.add(
      `${letters}${headerRow + 1}:${letters}${headerRow + LIST_ROWS}`,
      {
        type: "list",
        allowBlank: true,
        formulae: [`"${list}"`]
      }
    );
  });
}

/** The library's types lack this property. */
interface ValidatedSheet {
  dataValidations: {add(address: string, rule: exceljs.DataValidation): void};
}
