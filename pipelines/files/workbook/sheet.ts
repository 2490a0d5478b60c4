import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import type {TextFile} from "../text-file.ts";
import {isOldContainer} from "../encoding.ts";
import type {ColumnChoices} from "../header.ts";
import {oldContainer} from "./old-container.ts";
import {UnreadableFile} from "./packed.ts";
import {type OpenedWorkbook, readBeginnings, sheetText} from "./sheet-text.ts";
import {readWorkbook} from "./workbook.ts";
import {readZip} from "./zip.ts";

/** Opens a workbook and reads the first rows of its sheets, or returns the finding that says why it cannot. */
export async function openWorkbook(path: string): Promise<OpenedWorkbook | Finding> {
  if (await beginsAsOldContainer(path)) return oldContainer(path);
  return unlessUnreadable(async () => {
    const workbook = await readWorkbook(await readZip(path));
    return {workbook, beginnings: await readBeginnings(workbook)};
  });
}

/**
 * Writes the sheet that fits the contract best as UTF-8 comma-separated text to `copyTo`, or returns the finding that
 * says why not.
 */
export async function readSheet(
  opened: OpenedWorkbook,
  copyTo: string,
  contract: Contract,
  choices?: ColumnChoices
): Promise<TextFile | Finding> {
  return unlessUnreadable(async () => {
    const write = (pieces: AsyncIterable<string>) => pipeline(pieces, createWriteStream(copyTo));
    const text = await sheetText(opened, contract, {choices, write});
    return "code" in text ? text : {...text, path: copyTo, skipBytes: 0};
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
