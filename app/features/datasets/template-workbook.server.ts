import exceljs from "devextreme-exceljs-fork";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {EXAMPLE_NOTE, TEMPLATE_SHEETS} from "#pipelines/files/workbook/template-sheets.ts";
import type {KnownValue, KnownValues} from "#pipelines/submissions/template-values.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {columnOf} from "./column-words.server.ts";

export interface TemplateRequest {
  contract: Contract;
  known: KnownValues;
  deliverables: KnownValue[];
  unit?: string;
  /** Asks for an attendance sheet of this activity, with the unit's people filled in. */
  activity?: string;
}

/** Rows that have drop-downs and number formats. */
const ROWS = 2000;
const HEAD = "FFF1F3F6";
const REQUIRED = "FFB3261E";
const EXAMPLE = "FF5C6370";

/**
 * Returns a template as XLSX: headers with help, an example row, drop-downs, and the values that the warehouse already
 * holds.
 */
export async function templateWorkbook(request: TemplateRequest): Promise<Buffer> {
  const {contract, known} = request;
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet(contract.title, {views: [{state: "frozen", ySplit: 1}]});
  const lists = new Lists(workbook);
  contract.fields.forEach((field, at) => {
    const column = sheet.getColumn(at + 1);
    column.width = Math.max(10, Math.min(28, field.title.length * 2 + 4));
    column.numFmt = numberFormatOf(field);
    writeHeader(sheet.getCell(1, at + 1), contract, field);
    const choices = choicesOf(field, request);
    if (choices.length > 0) dropDown(sheet, at, lists.add(field.title, choices), field);
  });
  const filled = filledRows(request);
  if (filled.length > 0) filled.forEach((cells, index) => writeRow(sheet, index + 2, contract, cells));
  else writeExample(sheet, contract);
  addHelp(workbook, contract);
  addPeople(workbook, contract, known);
  lists.close();
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Codes and days as text, so that Excel neither drops a zero nor turns a day into a number of its own. */
function numberFormatOf({type}: Field): string {
  return type === "integer" || type === "number" ? "General" : "@";
}

function writeHeader(cell: exceljs.Cell, contract: Contract, field: Field): void {
  const isRequired = field.constraints?.required === true;
  cell.value = isRequired ? `${field.title}*` : field.title;
  cell.font = {bold: true, ...(isRequired && {color: {argb: REQUIRED}})};
  cell.fill = {type: "pattern", pattern: "solid", fgColor: {argb: HEAD}};
  cell.alignment = {vertical: "middle", wrapText: true};
  cell.note = helpOf(contract, field).join("\n");
}

function helpOf(contract: Contract, field: Field): string[] {
  const {required, type, allowed, limits, reference, note} = columnOf(contract, field);
  return [
    required,
    allowed.length > 0 ? `可填：${allowed.join("、")}` : type,
    ...limits,
    ...(reference ? [`要在${reference.words}里`] : []),
    ...(note ? [note] : [])
  ];
}

function writeExample(sheet: exceljs.Worksheet, contract: Contract): void {
  writeRow(
    sheet,
    2,
    contract,
    contract.fields.map(({example}) => example)
  );
  sheet.getRow(2).font = {italic: true, color: {argb: EXAMPLE}};
  sheet.getCell(2, 1).note = EXAMPLE_NOTE;
}

function writeRow(sheet: exceljs.Worksheet, row: number, contract: Contract, cells: (string | undefined)[]): void {
  contract.fields.forEach((field, at) => {
    const text = cells[at];
    if (text === undefined || text === "") return;
    const isNumber = field.type === "integer" || field.type === "number";
    sheet.getCell(row, at + 1).value = isNumber && Number.isFinite(Number(text)) ? Number(text) : text;
  });
}

/** An attendance sheet starts with the activity and all people of the unit, so the unit only marks who came. */
function filledRows({contract, known, activity}: TemplateRequest): string[][] {
  if (contract.name !== "participation" || activity === undefined) return [];
  return known.people.map(({value}) =>
    contract.fields.map(({name}) => (name === "activity_id" ? activity : name === "person_id" ? value : ""))
  );
}

/** Returns the allowed values of a column. A column with several values in one cell has no drop-down. */
function choicesOf({type, constraints, reference}: Field, {known, deliverables, unit}: TemplateRequest): string[] {
  if (type === "boolean") return ["是", "否"];
  if (type === "list") return [];
  if (constraints?.enum) return constraints.enum;
  const values = (of: KnownValue[]) => of.map(({value}) => value);
  switch (reference) {
    case "units.unit_code":
      return unit === undefined ? values(known.units) : [unit];
    case "members.person_id":
      return values(known.people);
    case "activities.activity_id":
      return values(known.activities);
    case "clubs.club_code":
      return values(known.clubs);
    case "deliverables.code":
      return values(deliverables);
    default:
      return [];
  }
}

/** The lists stand on a hidden sheet, because Excel allows at most 255 characters in the rule itself. */
class Lists {
  readonly #sheet: exceljs.Worksheet;
  #count = 0;

  constructor(workbook: exceljs.Workbook) {
    this.#sheet = workbook.addWorksheet(TEMPLATE_SHEETS.lists, {state: "hidden"});
  }

  /** Adds a list and returns the formula of its drop-down. */
  add(title: string, values: string[]): string {
    this.#count++;
    [title, ...values].forEach((value, at) => (this.#sheet.getCell(at + 1, this.#count).value = value));
    const letters = columnLetters(this.#count - 1);
    return `'${TEMPLATE_SHEETS.lists}'!$${letters}$2:$${letters}$${values.length + 1}`;
  }

  close(): void {
    this.#sheet.getColumn(1).numFmt = "@";
  }
}

function dropDown(sheet: exceljs.Worksheet, at: number, formula: string, field: Field): void {
  const rule: exceljs.DataValidation = {
    type: "list",
    allowBlank: true,
    formulae: [formula],
    showErrorMessage: true,
    // The drop-down only warns: a person may type a value that is not listed yet, and the check decides.
    errorStyle: field.reference ? "warning" : "stop",
    errorTitle: field.title,
    error: "请从下拉列表中选择"
  };
  const letters = columnLetters(at);
  // One rule covers the whole column; a rule per cell would create thousands of cells.
  (sheet as unknown as ValidatedSheet).dataValidations.add(`${letters}2:${letters}${ROWS}`, rule);
}

/** The library's types lack this property. */
interface ValidatedSheet {
  dataValidations: {add(address: string, rule: exceljs.DataValidation): void};
}

function addHelp(workbook: exceljs.Workbook, contract: Contract): void {
  const sheet = workbook.addWorksheet(TEMPLATE_SHEETS.help);
  sheet.columns = [{width: 24}, {width: 10}, {width: 80}];
  sheet.addRow([contract.description]);
  sheet.addRow([EXAMPLE_NOTE]);
  sheet.addRow([]);
  sheet.addRow(["列", "必填", "怎样填"]).font = {bold: true};
  for (const field of contract.fields) {
    const [required, ...help] = helpOf(contract, field);
    const row = sheet.addRow([field.title, required, help.join("；")]);
    row.alignment = {wrapText: true, vertical: "top"};
  }
}

function addPeople(workbook: exceljs.Workbook, contract: Contract, {people}: KnownValues): void {
  if (people.length === 0 || !contract.fields.some(({reference}) => reference === "members.person_id")) return;
  const sheet = workbook.addWorksheet(TEMPLATE_SHEETS.people);
  sheet.columns = [{width: 14, style: {numFmt: "@"}}, {width: 20}];
  sheet.addRow(["工号", "姓名"]).font = {bold: true};
  for (const {value, label} of people) sheet.addRow([value, label]);
}
