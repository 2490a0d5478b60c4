import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readApart} from "#pipelines/files/apart/read-apart.ts";
import {readSheet, readTops} from "#pipelines/files/workbook/sheet.ts";
import {handmade, zipOf} from "../../pipelines/packed-sheet.ts";
import {property} from "../case.ts";
import {corpusOf} from "../corpus.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import {expectSaid} from "../findings-said.ts";
import {withFolder} from "../folder.ts";
import {mutated} from "../mutated.ts";
import {repacked} from "../packed.ts";
import type {Target} from "../target.ts";

const workbooks = () => corpusOf("xlsx", "xls", "xlsb", "ods", "docx", "numbers", "ofd", "zip");
const workbook = () =>
  fc.oneof({weight: 3, arbitrary: repacked(workbooks())}, {weight: 1, arbitrary: mutated(workbooks())});
const dataset = fc.constantFrom(...readContracts().keys());

/** Whatever a workbook holds, it becomes a text with as many records as rows, or a finding. */
const inProcess: Target = {
  name: "workbooks",
  share: 9_000,
  open: withFolder((folder) =>
    property(fc.record({file: workbook(), dataset}), async ({file, dataset}) => {
      const [path, copyTo] = [join(folder, "book"), join(folder, "text")];
      writeFileSync(path, file.bytes);
      const tops = await readTops(path);
      if ("code" in tops) expectSaid(tops);
      const text = await readSheet(path, {copyTo, contract: readContracts().get(dataset)!});
      if ("code" in text) return expectSaid(text);
      text.sheet!.findings.forEach(expectSaid);
      const written = new TextDecoder("utf-8", {fatal: true}).decode(readFileSync(copyTo));
      const {data, errors} = Papa.parse<string[]>(written.replace(/\n$/, ""), {delimiter: ",", newline: "\n"});
      expectEqual([data.length, errors.length], [text.sheet!.rows.length, 0], "records and errors");
    })
  )
};

/** The same in the process of its own in which the product reads. */
const apart: Target = {
  name: "workbooks-apart",
  share: 1_500,
  open: withFolder((folder) =>
    property(fc.record({file: workbook(), dataset}), async ({file, dataset}) => {
      const [path, copyTo] = [join(folder, "book"), join(folder, "text")];
      writeFileSync(path, file.bytes);
      const limits = {byteCount: file.bytes.length, seconds: 5};
      const text = await readApart("readSheet", [path, {copyTo, contract: readContracts().get(dataset)!}], limits);
      if (!("code" in text)) return;
      expectSaid(text);
      expectTrue(text.code !== "file/heavy", "too heavy for its size");
    })
  )
};

/** What XML can hold: no control characters, no halves of a character. */
const text = fc
  .string({
    unit: fc.oneof(
      {weight: 3, arbitrary: fc.constantFrom(...'中文a1 ,";\n')},
      fc.integer({min: 0x20, max: 0xd7ff}).map((code) => String.fromCharCode(code))
    ),
    maxLength: 8
  })
  .map((text) => text.replaceAll("_x", "x"));
const table = fc.array(fc.array(text, {minLength: 3, maxLength: 5}), {maxLength: 6});
const escaped = (cell: string) => cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;");

/** The texts of a sheet come out as they were written. */
const back: Target = {
  name: "workbooks-back",
  share: 8_000,
  open: withFolder((folder) =>
    property(table, async (rows) => {
      const [path, copyTo] = [join(folder, "book"), join(folder, "text")];
      const all = [["活动编号", "工号", "是否实到"], ...rows];
      const cell = (value: string) => `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
      const row = (cells: string[]) => `<row>${cells.map(cell).join("")}</row>`;
      writeFileSync(path, zipOf(handmade(`<worksheet><sheetData>${all.map(row).join("")}</sheetData></worksheet>`)));
      const read = await readSheet(path, {copyTo, contract: readContracts().get("participation")!});
      if ("code" in read) throw new Error(`refused: ${read.code}`);
      const {data} = Papa.parse<string[]>(readFileSync(copyTo, "utf8").replace(/\n$/, ""), {
        delimiter: ",",
        newline: "\n"
      });
      expectEqual(data.map(filled), all.filter(isFilled).map(filled), "cells");
    })
  )
};

const filled = (cells: string[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
const isFilled = (cells: string[]) => cells.some((cell) => cell !== "");

export const WORKBOOKS = [inProcess, apart, back];
