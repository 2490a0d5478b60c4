import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import type {TextFile} from "../text-file.ts";
import {isOldContainer} from "../encoding.ts";
import {type FitsRequest, type SeenTables, seenTables} from "../fits.ts";
import type {ColumnChoices} from "../header.ts";
import {oldContainer} from "./old-container.ts";
import {UnreadableFile} from "./packed.ts";
import {type OpenedWorkbook, readBeginnings, type WorkbookTop} from "./beginnings.ts";
import {sheetText} from "./sheet-text.ts";
import {readWorkbook} from "./workbook.ts";
import {readZip} from "./zip.ts";

/** Tells how well contracts fit a workbook's sheets, or returns the finding that says why it cannot be read. */
export async function readBookFits(path: string, request: FitsRequest): Promise<SeenTables | Finding> {
  const tops = await readTops(path);
  return "code" in tops ? tops : seenTables(tops.sheets, tops.tables, request);
}

/** Reads the first rows of a workbook's sheets, or returns the finding that says why it cannot. */
export async function readTops(path: string): Promise<WorkbookTop | Finding> {
  return opened(path, ({workbook, beginnings}) =>
    Promise.resolve({
      sheets: workbook.sheets.map(({name}) => name),
      tables: beginnings.map(({sheet: {name}, rows}) => ({sheet: name, rows}))
    })
  );
}

/** Where the text of a table is written, and whose table it is looked for as. */
export interface TextRequest {
  copyTo: string;
  contract: Contract;
  choices?: ColumnChoices;
}

/**
 * Writes the sheet that fits the contract best as UTF-8 comma-separated text to `copyTo`, or returns the finding that
 * says why not.
 */
export async function readSheet(path: string, {copyTo, contract, choices}: TextRequest): Promise<TextFile | Finding> {
  return opened(path, async (workbook) => {
    const write = (pieces: AsyncIterable<string>) => pipeline(pieces, createWriteStream(copyTo));
    const text = await sheetText(workbook, contract, {choices, write});
    return "code" in text ? text : {...text, path: copyTo, skipBytes: 0};
  });
}

async function opened<T>(path: string, read: (workbook: OpenedWorkbook) => Promise<T>): Promise<T | Finding> {
  if (await beginsAsOldContainer(path)) return oldContainer(path);
  return unlessUnreadable(async () => {
    const workbook = await readWorkbook(await readZip(path));
    return read({workbook, beginnings: await readBeginnings(workbook)});
  });
}

async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | Finding> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.finding;
    throw error;
  }
}

async function beginsAsOldContainer(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, {end: 3}) as AsyncIterable<Buffer>) return isOldContainer(chunk);
  return false;
}
