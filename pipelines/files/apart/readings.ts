import {readPage, readPageFits} from "../web-page/web-page.ts";
import {readBookFits, readSheet} from "../workbook/sheet.ts";

/** What is read in a process of its own: whatever has to be unpacked or held in memory as a whole. */
export const READINGS = {readBookFits, readSheet, readPageFits, readPage};

export type Reading = keyof typeof READINGS;

/** What each reading comes to. */
export type Readings = {[R in Reading]: Awaited<ReturnType<(typeof READINGS)[R]>>};

/** One reading as it is sent to the process. */
export interface ReadingRequest {
  reading: Reading;
  of: unknown[];
}

/** What comes back: the result, or the stack of a defect. */
export type ReadingAnswer = {result: unknown} | {defect: string};
