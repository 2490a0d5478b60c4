import exceljs from "devextreme-exceljs-fork";
import {type Contract, type Field, PERSON_ID} from "#pipelines/contracts/contract.ts";
import {NAME_HEADER} from "#pipelines/files/header.ts";
import {EXAMPLE_NOTE, TEMPLATE_SHEETS} from "#pipelines/files/workbook/template-sheets.ts";
import type {KnownValue, KnownValues, SignInSheet} from "#pipelines/submissions/template-values.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {helpOf} from "#pipelines/submissions/column-words.ts";

export interface TemplateRequest {
  contract: Contract;
  known: KnownValues;
  deliverables: KnownValue[];
  unit?: string;
  /** For attendance: a sheet of one activity with all people of the unit and their known values. */
  signIn?: SignInSheet;
}

/** Rows that have drop-downs and number formats. */
const ROWS = 2000;
const HEAD = "FFF1F3F6";
const REQUIRED = "FFB3261E";
const EXAMPLE = "FF5C6370";
const GIVEN = "FF5C6370";

/** A column of the sheet: a field of the contract, or names beside 工号 for people to read. */
type SheetColumn = Field | "name";

/**
 * Returns a template as XLSX: headers with help, an example row, drop-downs, and the values that the warehouse already
 * holds.
 */
export async function templateWorkbook(request: TemplateRequest): Promise<Buffer> {
  const {contract, known, signIn} = request;
  const workbook = new exceljs.Workbook();
  const headerRow = signIn ? 2 : 1;
  const sheet = workbook.addWorksheet(contract.title, {views: [{state: "frozen", ySplit: headerRow}]});
  const lists = new Lists(workbook);
  const columns = columnsOf(request);
  columns.forEach((column, at) => addColumn(sheet, {column, at, headerRow, lists, request}));
  if (signIn) writeSignIn(sheet, columns, signIn);
  else writeExample(sheet, contract);
  addHelp(workbook, request);
  addPeople(workbook, contract, known);
  lists.close();
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The attendance sheet shows each person's name beside the 工号. */
function columnsOf({contract, signIn}: TemplateRequest): SheetColumn[] {
  return contract.fields.flatMap((field): SheetColumn[] =>
    signIn && field.reference === PERSON_ID ? [field, "name"] : [field]
  );
}

interface AddedColumn {
  column: SheetColumn;
  at: number;
  headerRow: number;
  lists: Lists;
  request: TemplateRequest;
}

function addColumn(sheet: exceljs.Worksheet, {column, at, headerRow, lists, request}: AddedColumn): void {
  const {contract} = request;
  const header = sheet.getCell(headerRow, at + 1);
  if (column === "name") {
    sheet.getColumn(at + 1).width = 12;
    sheet.getColumn(at + 1).numFmt = "@";
    return writeHeader(header, {title: NAME_HEADER, isRequired: false, help: NAME_HELP});
  }
  sheet.getColumn(at + 1).width = Math.max(10, Math.min(28, column.title.length * 2 + 4));
  sheet.getColumn(at + 1).numFmt = numberFormatOf(column);
  writeHeader(header, {
    title: column.title,
    isRequired: column.constraints?.required === true,
    help: helpOf(contract, column)
  });
  const choices = choicesOf(column, request);
  if (choices.length > 0)
    dropDown(sheet, {at, from: headerRow + 1, formula: lists.add(column.title, choices), field: column});
}

const NAME_HELP = ["选填", "只供核对，发送后不读取"];

/** Codes and days as text, so that Excel neither drops a zero nor turns a day into a number of its own. */
function numberFormatOf({type}: Field): string {
  return type === "integer" || type === "number" ? "General" : "@";
}

interface Header {
  title: string;
  isRequired: boolean;
  help: string[];
}

function writeHeader(cell: exceljs.Cell, {title, isRequired, help}: Header): void {
  cell.value = isRequired ? `${title}*` : title;
  cell.font = {bold: true, ...(isRequired && {color: {argb: REQUIRED}})};
  cell.fill = {type: "pattern", pattern: "solid", fgColor: {argb: HEAD}};
  cell.alignment = {vertical: "middle", wrapText: true};
  cell.note = help.join("\n");
}

function writeExample(sheet: exceljs.Worksheet, contract: Contract): void {
  contract.fields.forEach((field, at) => writeCell(sheet.getCell(2, at + 1), field, field.example));
  sheet.getRow(2).font = {italic: true, color: {argb: EXAMPLE}};
  sheet.getCell(2, 1).note = EXAMPLE_NOTE;
}

function writeCell(cell: exceljs.Cell, {type}: Field, text: string | null | undefined): void {
  if (text === undefined || text === null || text === "") return;
  const isNumber = type === "integer" || type === "number";
  cell.value = isNumber && Number.isFinite(Number(text)) ? Number(text) : text;
}

/**
 * Writes a title with unit and activity, then all people of the unit with the values sent before, because a blank cell
 * would empty them.
 */
function writeSignIn(sheet: exceljs.Worksheet, columns: SheetColumn[], {people, ...signIn}: SignInSheet): void {
  sheet.getCell(1, 1).value = signInTitle(signIn);
  sheet.getCell(1, 1).font = {bold: true, size: 14};
  sheet.getCell(1, 1).alignment = {vertical: "middle"};
  sheet.getRow(1).height = 26;
  const fields = columns.filter((column) => column !== "name");
  people.forEach(({name, cells}, index) => {
    const row = sheet.getRow(index + 3);
    columns.forEach((column, at) => {
      const cell = row.getCell(at + 1);
      if (column === "name") {
        cell.value = name;
        cell.font = {color: {argb: GIVEN}};
      } else writeCell(cell, column, cells[fields.indexOf(column)]);
    });
  });
}

function signInTitle({unit_name, activity_name, start_date}: Omit<SignInSheet, "people">): string {
  return `${unit_name}　${activity_name}（${start_date}）签到表`;
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

interface DropDown {
  at: number;
  /** The first row of the list. */
  from: number;
  formula: string;
  field: Field;
}

function dropDown(sheet: exceljs.Worksheet, {at, from, formula, field}: DropDown): void {
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
  (sheet as unknown as ValidatedSheet).dataValidations.add(`${letters}${from}:${letters}${ROWS}`, rule);
}

/** The library's types lack this property. */
interface ValidatedSheet {
  dataValidations: {add(address: string, rule: exceljs.DataValidation): void};
}

function addHelp(workbook: exceljs.Workbook, {contract, signIn}: TemplateRequest): void {
  const sheet = workbook.addWorksheet(TEMPLATE_SHEETS.help);
  sheet.columns = [{width: 24}, {width: 10}, {width: 80}];
  sheet.addRow([contract.description]);
  for (const note of signIn ? signInNotes(signIn) : [EXAMPLE_NOTE]) sheet.addRow([note]);
  sheet.addRow([]);
  sheet.addRow(["列", "必填", "怎样填"]).font = {bold: true};
  for (const field of contract.fields) {
    const [required, ...help] = helpOf(contract, field);
    const row = sheet.addRow([field.title, required, help.join("；")]);
    row.alignment = {wrapText: true, vertical: "top"};
  }
}

function signInNotes(signIn: SignInSheet): string[] {
  const isSent = signIn.people.some(({is_sent}) => is_sent);
  return [
    signInTitle(signIn),
    "本单位人员已全部列好，每行都是一位同事，请不要删行；逐人填“是否实到”，没有来的填“否”。",
    `“${NAME_HEADER}”列只供核对，发送后不读取；其他单位来参加的人，请在下面加行，填活动编号和工号。`,
    ...(isSent ? ["以前报过的内容已经填好，请只改有变化的格；清空一格，发送后原来的内容也会清空。"] : [])
  ];
}

function addPeople(workbook: exceljs.Workbook, contract: Contract, {people}: KnownValues): void {
  if (people.length === 0 || !contract.fields.some(({reference}) => reference === "members.person_id")) return;
  const sheet = workbook.addWorksheet(TEMPLATE_SHEETS.people);
  sheet.columns = [{width: 14, style: {numFmt: "@"}}, {width: 20}];
  sheet.addRow(["工号", "姓名"]).font = {bold: true};
  for (const {value, label} of people) sheet.addRow([value, label]);
}
