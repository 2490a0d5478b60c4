import Papa from "papaparse";
import {createReadStream} from "node:fs";
import {type HeadRow, RecordSteps, type RecordsEnd, type TextRecord} from "./record-steps.ts";
import type {Table} from "./table.ts";

/** Reads records one by one with PapaParse; `each` returns false to stop. */
export function eachRecord(
  table: Table,
  each: (record: TextRecord) => boolean | void,
  eachHead?: (head: HeadRow) => void
): Promise<RecordsEnd> {
  return new Promise((resolve, reject) => {
    const steps = new RecordSteps(table, eachHead);
    // PapaParse does not recognise a quote directly behind a byte order mark.
    const start = table.skipBytes;
    const input = createReadStream(table.path, {encoding: "utf8", highWaterMark: 1 << 18, start});
    Papa.parse<string[]>(input, {
      delimiter: table.delimiter,
      newline: table.newline,
      step: (step, parser) => {
        const record = steps.take(step);
        if (record && each(record) === false) parser.abort();
      },
      complete: () => {
        input.destroy();
        resolve(steps.end);
      },
      error: (error: Error) => reject(error)
    });
  });
}

/** Returns the places of the given records in the file. */
export async function locate(
  table: Table,
  wanted: Iterable<number>
): Promise<Map<number, {row: number; line: number}>> {
  const left = new Set(wanted);
  const places = new Map<number, {row: number; line: number}>();
  if (left.size === 0) return places;
  await eachRecord(table, ({record, row, line}) => {
    if (left.delete(record)) places.set(record, {row, line});
    return left.size > 0;
  });
  return places;
}

/** Reads the records in the given rows of the file. */
export async function recordsAt(table: Table, wanted: Iterable<number>): Promise<Map<number, TextRecord>> {
  const left = new Set(wanted);
  const records = new Map<number, TextRecord>();
  if (left.size === 0) return records;
  await eachRecord(table, (record) => {
    if (left.delete(record.row)) records.set(record.row, record);
    return left.size > 0;
  });
  return records;
}
