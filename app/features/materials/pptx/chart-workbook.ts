import {strToU8} from "fflate";
import {columnName} from "./chart-xml.ts";
import type {NativeChart} from "./native-chart.ts";
import {zipOf} from "./ooxml-parts.ts";
import {escapeXml} from "./xml-tree.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

type Cell = string | number | null;

/** The workbook that PowerPoint opens under “编辑数据”: the categories in column A, and a column per series. */
export function chartWorkbook({categories, series}: NativeChart): Uint8Array {
  const rows: Cell[][] = [
    ["", ...series.map(({name}) => name)],
    ...categories.map((name, at) => [name, ...series.map(({values}) => values[at] ?? null)])
  ];
  const strings = [...new Set(rows.flat().filter((cell) => typeof cell === "string"))];
  const files = {
    ...FIXED,
    "xl/sharedStrings.xml": stringsXml(strings),
    "xl/worksheets/sheet1.xml": sheetXml(rows, strings)
  };
  return zipOf(new Map(Object.entries(files).map(([name, text]) => [name, strToU8(HEAD + text)])));
}

function stringsXml(strings: string[]): string {
  const items = strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join("");
  return `<sst xmlns="${MAIN}" uniqueCount="${strings.length}">${items}</sst>`;
}

function sheetXml(rows: Cell[][], strings: string[]): string {
  const end = `${columnName((rows[0]?.length ?? 1) - 1)}${rows.length}`;
  const lines = rows.map((cells, row) => `<row r="${row + 1}">${cells.map(cellXmlIn(row, strings)).join("")}</row>`);
  return (
    `<worksheet xmlns="${MAIN}"><dimension ref="A1:${end}"/><cols><col min="1" max="1" width="32" customWidth="1"/>` +
    `</cols><sheetData>${lines.join("")}</sheetData></worksheet>`
  );
}

/** Texts, codes among them, are strings; a missing number has no cell. */
const cellXmlIn = (row: number, strings: string[]) => (cell: Cell, column: number) => {
  const place = `${columnName(column)}${row + 1}`;
  if (cell === null) return "";
  return typeof cell === "number"
    ? `<c r="${place}"><v>${cell}</v></c>`
    : `<c r="${place}" s="1" t="s"><v>${strings.indexOf(cell)}</v></c>`;
};

const relation = (id: number, kind: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;

/** Style 1 is the text format, so that an edited code such as 0012 stays text. */
const FIXED = {
  "[Content_Types].xml":
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
    `<Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="${RELATIONS}">${relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>`,
  "xl/_rels/workbook.xml.rels":
    `<Relationships xmlns="${RELATIONS}">${relation(1, "worksheet", "worksheets/sheet1.xml")}` +
    `${relation(2, "styles", "styles.xml")}${relation(3, "sharedStrings", "sharedStrings.xml")}</Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/styles.xml":
    `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="微软雅黑"/></font></fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
};
